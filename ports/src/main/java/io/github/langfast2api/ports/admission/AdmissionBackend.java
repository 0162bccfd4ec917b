package io.github.langfast2api.ports.admission;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.domain.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Admission control for a backend: it limits the answers that are open at the same time. A bounded
 * number of requests waits in order for a permit; the others fail at once with {@link
 * ChatFailure.Overloaded}, as do those that wait for too long. An answer holds its permit until it
 * is closed. Safe for any thread.
 */
public final class AdmissionBackend implements ChatBackend {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ChatBackend backend;
  private final Admission admission;
  private final Semaphore permits;
  private final AtomicInteger waiting = new AtomicInteger();

  public AdmissionBackend(ChatBackend backend, Admission admission) {
    this.backend = backend;
    this.admission = admission;
    this.permits = new Semaphore(admission.answers(), true);
  }

  @Override
  public ChatStream open(ChatRequest request) {
    acquire();
    boolean opened = false;
    try {
      ChatStream stream = new Stream(backend.open(request));
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        permits.release();
      }
    }
  }

  /** The number of requests that wait for a permit. */
  public int waiting() {
    return waiting.get();
  }

  /** The number of answers that may be open at the same time. */
  public int max() {
    return admission.answers();
  }

  private void acquire() {
    try {
      // Unlike tryAcquire(), this one is fair: it does not overtake those who wait.
      if (!permits.tryAcquire(0, TimeUnit.NANOSECONDS)) {
        acquireInQueue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }

  private void acquireInQueue() throws InterruptedException {
    try {
      if (waiting.incrementAndGet() > admission.waiting()
          || !permits.tryAcquire(admission.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
        throw overloaded();
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  private ChatException overloaded() {
    String message =
        "The gateway makes %d answers already, and has no room for another."
            .formatted(admission.answers());
    return new ChatException(new ChatFailure.Overloaded(message, RETRY_AFTER));
  }

  private final class Stream implements ChatStream {

    private final ChatStream stream;
    private final AtomicBoolean closed = new AtomicBoolean();

    Stream(ChatStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<ChatEvent> next(Duration timeout) {
      return stream.next(timeout);
    }

    @Override
    public void coalesceDeltas() {
      stream.coalesceDeltas();
    }

    @Override
    public void deliverTo(DeltaSink sink) {
      stream.deliverTo(sink);
    }

    @Override
    public Optional<Usage> usageSoFar() {
      return stream.usageSoFar();
    }

    @Override
    public void close() {
      try {
        stream.close();
      } finally {
        if (closed.compareAndSet(false, true)) {
          permits.release();
        }
      }
    }
  }
}
