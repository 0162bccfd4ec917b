package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several choices of one answer, each a stream of the backend with a reader thread of its own. A
 * reader hands its event over before it reads the next, without a queue between: a slow client gets
 * fewer, larger deltas, as with one choice. After a rewrite, which not every answer outlives, it
 * reads no further until the next event is asked for.
 */
final class ParallelChoices implements Choices {

  private final SynchronousQueue<Handoff> handoff = new SynchronousQueue<>();
  private final List<Thread> readers;

  /** What a reader hands over to the thread that sends the answer. */
  private sealed interface Handoff {
    record Event(ChoiceEvent event) implements Handoff {}

    /** The event before did not end the answer: the next was asked for. */
    record GoesOn() implements Handoff {}

    record Failure(Throwable thrown) implements Handoff {}
  }

  /**
   * Begins to open so many streams.
   *
   * @param opener opens one; called by each reader
   * @param wrapper makes the tasks for other threads belong to the request's trace
   */
  ParallelChoices(Supplier<ChatStream> opener, int count, UnaryOperator<Runnable> wrapper) {
    this.readers =
        IntStream.range(0, count)
            .mapToObj(
                index ->
                    Thread.ofVirtual()
                        .name("http-choice-" + index)
                        .unstarted(wrapper.apply(() -> read(opener, index))))
            .toList();
    readers.forEach(Thread::start);
  }

  @Override
  public int count() {
    return readers.size();
  }

  @Override
  public Optional<ChoiceEvent> next(Duration timeout) {
    long start = System.nanoTime();
    Handoff next = poll(timeout);
    while (next instanceof Handoff.GoesOn) {
      next = poll(timeout.minusNanos(System.nanoTime() - start));
    }
    return switch (next) {
      case null -> Optional.empty();
      case Handoff.GoesOn goesOn -> Optional.empty();
      case Handoff.Event(var event) -> Optional.of(event);
      case Handoff.Failure(RuntimeException failure) -> throw failure;
      case Handoff.Failure(Error failure) -> throw failure;
      case Handoff.Failure(var other) -> throw new IllegalStateException(other);
    };
  }

  /** Interrupts the readers, which then close their streams. */
  @Override
  public void close() {
    readers.forEach(Thread::interrupt);
  }

  private @Nullable Handoff poll(Duration timeout) {
    try {
      return handoff.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }

  private void read(Supplier<ChatStream> opener, int index) {
    try {
      handOver(opener, index);
    } catch (InterruptedException e) {
      // The choices were closed: nobody takes the event any more.
    }
  }

  private void handOver(Supplier<ChatStream> opener, int index) throws InterruptedException {
    try (ChatStream stream = opener.get()) {
      boolean finished = false;
      while (!finished) {
        Optional<ChatEvent> event = stream.next(POLL_TIMEOUT);
        if (event.isPresent()) {
          finished = event.get() instanceof Finish;
          handoff.put(new Handoff.Event(new ChoiceEvent(index, event.get())));
        }
        if (event.isPresent() && event.get() instanceof Rewrite) {
          handoff.put(new Handoff.GoesOn());
        }
      }
    } catch (RuntimeException | Error e) {
      handoff.put(new Handoff.Failure(e));
    }
  }
}
