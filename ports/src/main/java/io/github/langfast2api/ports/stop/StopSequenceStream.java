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

/** An answer that is truncated before the first stop sequence in it. */
final class StopSequenceStream implements ChatStream {

  private final ChatStream stream;
  private final List<String> stops;
  private StopSequences search;

  /** The finish, once it is known and while text that was held back is read before it. */
  private @Nullable Finish pendingFinish;

  private boolean finished;
  private volatile boolean closed;

  StopSequenceStream(ChatStream stream, List<String> stops) {
    this.stream = stream;
    this.stops = stops;
    this.search = new StopSequences(stops);
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    if (finished) {
      throw new IllegalStateException("the finish has been read");
    }
    if (pendingFinish != null) {
      return Optional.of(finish(pendingFinish));
    }
    try {
      return read(timeout);
    } catch (ChatException e) {
      return Optional.of(heldBackBefore(e));
    }
  }

  @Override
  public void close() {
    closed = true;
    stream.close();
  }

  private Optional<ChatEvent> read(Duration timeout) {
    long start = System.nanoTime();
    Optional<ChatEvent> truncated;
    do {
      Optional<ChatEvent> event = stream.next(timeout.minusNanos(System.nanoTime() - start));
      if (event.isEmpty()) {
        return event;
      }
      truncated = truncate(event.get());
    } while (truncated.isEmpty());
    return truncated;
  }

  /** Text that was held back precedes the failure: it was no stop sequence after all. */
  private ChatEvent heldBackBefore(ChatException failure) {
    if (failure.failure() instanceof ChatFailure.Cancelled) {
      throw failure;
    }
    return delta(search.flush()).orElseThrow(() -> failure);
  }

  private Optional<ChatEvent> truncate(ChatEvent event) {
    return switch (event) {
      case ChatDelta delta -> deltaOrFinish(search.accept(delta.text()));
      case Rewrite rewrite -> {
        search = new StopSequences(stops);
        String text = search.accept(rewrite.text());
        closeIfFound();
        yield Optional.of(new Rewrite(text));
      }
      case Finish finish -> {
        Optional<ChatEvent> rest = delta(search.flush());
        if (rest.isPresent()) {
          pendingFinish = finish;
        }
        yield rest.or(() -> Optional.of(finish(finish)));
      }
    };
  }

  private Optional<ChatEvent> deltaOrFinish(String text) {
    Optional<ChatEvent> delta = delta(text);
    closeIfFound();
    return pendingFinish == null
        ? delta
        : delta.or(() -> Optional.of(finish(Finish.of(FinishReason.STOP))));
  }

  private void closeIfFound() {
    if (search.found()) {
      pendingFinish = Finish.of(FinishReason.STOP);
      stream.close();
    }
  }

  private Finish finish(Finish finish) {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
    finished = true;
    return finish;
  }

  private static Optional<ChatEvent> delta(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new ChatDelta(text));
  }
}
