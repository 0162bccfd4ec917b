package io.github.langfast2api.ports.resilience;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.util.function.LongSupplier;

/**
 * Deadlines for the answers of a backend, which fail with {@link
 * io.github.langfast2api.domain.ChatFailure.TimedOut} when they expire. They are checked by the
 * thread that reads the answer; to open one takes as long as the backend's own calls.
 */
public final class DeadlineBackend implements ChatBackend {

  private final ChatBackend backend;
  private final Deadlines deadlines;
  private final LongSupplier nanoTime;

  public DeadlineBackend(ChatBackend backend, Deadlines deadlines) {
    this(backend, deadlines, System::nanoTime);
  }

  DeadlineBackend(ChatBackend backend, Deadlines deadlines, LongSupplier nanoTime) {
    this.backend = backend;
    this.deadlines = deadlines;
    this.nanoTime = nanoTime;
  }

  @Override
  public ChatStream open(ChatRequest request) {
    long start = nanoTime.getAsLong();
    return new DeadlineStream(backend.open(request), deadlines, nanoTime, start);
  }
}
