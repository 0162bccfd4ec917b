package io.github.langfast2api.ports.stop;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Rewrite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that ends before the first stop text in it. */
final class StopSequenceStream implements ChatStream {

  private final ChatStream stream;
  private final List<String> stops;
  private StopSequences texts;

  /** The end, where text that was held back goes out before it. */
  private @Nullable Finish end;

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
    if (end != null) {
      return Optional.of(ended(end));
    }
    try {
      return read(timeout);
    } catch (ChatException e) {
      return Optional.of(restBefore(e));
    }
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
        Optional<ChatEvent> rest = delta(texts.rest());
        if (rest.isPresent()) {
          end = finish;
        }
        yield rest.or(() -> Optional.of(ended(finish)));
      }
    };
  }

  private Optional<ChatEvent> passed(String text) {
    Optional<ChatEvent> delta = delta(text);
    stopIfFound();
    return end == null ? delta : delta.or(() -> Optional.of(ended(Finish.of(FinishReason.STOP))));
  }

  private void stopIfFound() {
    if (texts.found()) {
      end = Finish.of(FinishReason.STOP);
      stream.close();
    }
  }

  private Finish ended(Finish finish) {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
    ended = true;
    return finish;
  }

  private static Optional<ChatEvent> delta(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new ChatDelta(text));
  }
}
