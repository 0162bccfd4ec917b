package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several answers to one request at the same time, each read by a thread of its own that hands one
 * event over before it reads the next: a slow client gets fewer, larger deltas, as ever.
 */
final class ParallelChoices implements Choices {

  private final SynchronousQueue<Handed> handed = new SynchronousQueue<>();
  private final List<Thread> readers;

  private sealed interface Handed {
    record Event(ChoiceEvent event) implements Handed {}

    record Failure(Throwable thrown) implements Handed {}
  }

  /**
   * Begins to open so many streams.
   *
   * @param carrier puts a task into the form in which another thread may run it
   */
  ParallelChoices(
      ChatBackend backend, ChatRequest request, int count, UnaryOperator<Runnable> carrier) {
    this.readers =
        IntStream.range(0, count)
            .mapToObj(
                index ->
                    Thread.ofVirtual()
                        .name("chat-choice-" + index)
                        .unstarted(carrier.apply(() -> read(backend, request, index))))
            .toList();
    readers.forEach(Thread::start);
  }

  @Override
  public int count() {
    return readers.size();
  }

  @Override
  public Optional<ChoiceEvent> next(Duration timeout) {
    return switch (poll(timeout)) {
      case null -> Optional.empty();
      case Handed.Event(var event) -> Optional.of(event);
      case Handed.Failure(RuntimeException failure) -> throw failure;
      case Handed.Failure(Error failure) -> throw failure;
      case Handed.Failure(var other) -> throw new IllegalStateException(other);
    };
  }

  /** Frees the readers, which close what they read. */
  @Override
  public void close() {
    readers.forEach(Thread::interrupt);
  }

  private @Nullable Handed poll(Duration timeout) {
    try {
      return handed.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }

  private void read(ChatBackend backend, ChatRequest request, int index) {
    try {
      handOver(backend, request, index);
    } catch (InterruptedException e) {
      // closed: nobody is there to be told
    }
  }

  private void handOver(ChatBackend backend, ChatRequest request, int index)
      throws InterruptedException {
    try (ChatStream stream = backend.open(request)) {
      boolean finished = false;
      while (!finished) {
        Optional<ChatEvent> event = stream.next(TIMEOUT);
        if (event.isPresent()) {
          finished = event.get() instanceof Finish;
          handed.put(new Handed.Event(new ChoiceEvent(index, event.get())));
        }
      }
    } catch (RuntimeException | Error e) {
      handed.put(new Handed.Failure(e));
    }
  }
}
