package io.github.langfast2api.ports.stop;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.domain.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** An answer that ends before the first stop text in it. */
final class StopSequenceStream implements ChatStream {

  private final ChatStream stream;
  private final List<String> stops;
  private StopSequences texts;

  /** What comes after text that was held back and has gone out before it. */
  private final Queue<ChatEvent> later = new ArrayDeque<>();

  private boolean ended;
  private volatile boolean closed;

  StopSequenceStream(ChatStream stream, List<String> stops) {
    this.stream = stream;
    this.stops = stops;
    this.texts = new StopSequences(stops);
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    if (ended) {
      throw new IllegalStateException("the finish has been read");
    }
    if (!later.isEmpty()) {
      return Optional.of(passedOn(later.remove()));
    }
    try {
      return read(timeout);
    } catch (ChatException e) {
      return Optional.of(restBefore(e));
    }
  }

  @Override
  public Optional<Usage> usageSoFar() {
    return stream.usageSoFar();
  }

  @Override
  public void close() {
    closed = true;
    stream.close();
  }

  private Optional<ChatEvent> read(Duration timeout) {
    long start = System.nanoTime();
    Optional<ChatEvent> passed;
    do {
      Optional<ChatEvent> event = stream.next(timeout.minusNanos(System.nanoTime() - start));
      if (event.isEmpty()) {
        return event;
      }
      passed = passed(event.get());
    } while (passed.isEmpty());
    return passed;
  }

  /** What was held back was no stop text, and goes out before the failure is told. */
  private ChatEvent restBefore(ChatException failure) {
    if (failure.failure() instanceof ChatFailure.Cancelled) {
      throw failure;
    }
    return delta(texts.rest()).orElseThrow(() -> failure);
  }

  private Optional<ChatEvent> passed(ChatEvent event) {
    return switch (event) {
      case ChatDelta delta -> passed(texts.take(delta.text()));
      case Rewrite rewrite -> {
        texts = new StopSequences(stops);
        String text = texts.take(rewrite.text());
        stopIfFound();
        yield Optional.of(new Rewrite(text));
      }
      case Finish finish -> {
        later.add(finish);
        yield restOrLater();
      }
      case ToolCallEvent call -> {
        later.add(call);
        yield restOrLater();
      }
    };
  }

  private Optional<ChatEvent> restOrLater() {
    return delta(texts.rest()).or(() -> Optional.of(passedOn(later.remove())));
  }

  private Optional<ChatEvent> passed(String text) {
    Optional<ChatEvent> delta = delta(text);
    stopIfFound();
    return later.isEmpty() ? delta : delta.or(() -> Optional.of(passedOn(later.remove())));
  }

  private void stopIfFound() {
    if (texts.found()) {
      Optional<Usage> usage = stream.usageSoFar();
      stream.close();
      later.add(new Finish(FinishReason.STOP, usage));
    }
  }

  private ChatEvent passedOn(ChatEvent event) {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
    ended = event instanceof Finish;
    return event;
  }

  private static Optional<ChatEvent> delta(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new ChatDelta(text));
  }
}
