package io.github.langfast2api.ports.admission;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend that makes so many answers at once. Some more requests wait for their turn, in order
 * and not for long; the others are refused at once with {@link ChatFailure.Overloaded}.
 */
public final class AdmissionBackend implements ChatBackend {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final ChatBackend backend;
  private final Admission admission;
  private final Semaphore room;
  private final AtomicInteger waiting = new AtomicInteger();

  public AdmissionBackend(ChatBackend backend, Admission admission) {
    this.backend = backend;
    this.admission = admission;
    this.room = new Semaphore(admission.answers(), true);
  }

  @Override
  public ChatStream open(ChatRequest request) {
    enter();
    boolean opened = false;
    try {
      ChatStream stream = new Stream(backend.open(request));
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        room.release();
      }
    }
  }

  private void enter() {
    try {
      // Unlike that without a time, it does not overtake those who wait.
      if (!room.tryAcquire(0, TimeUnit.NANOSECONDS)) {
        await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }

  private void await() throws InterruptedException {
    try {
      if (waiting.incrementAndGet() > admission.waiting()
          || !room.tryAcquire(admission.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
        throw full();
      }
    } finally {
      waiting.decrementAndGet();
    }
  }

  private ChatException full() {
    String message =
        "The gateway makes %d answers already, and has no room for another."
            .formatted(admission.answers());
    return new ChatException(new ChatFailure.Overloaded(message, SOON));
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
    public Optional<Usage> usageSoFar() {
      return stream.usageSoFar();
    }

    @Override
    public void close() {
      try {
        stream.close();
      } finally {
        if (closed.compareAndSet(false, true)) {
          room.release();
        }
      }
    }
  }
}
