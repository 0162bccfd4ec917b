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

/**
 * An answer that is truncated before the first stop sequence in it. Its deltas are never coalesced:
 * a sequence is to be found, and the answer closed, as soon as it is written.
 */
final class StopSequenceStream implements ChatStream {

  private final ChatStream stream;
  private final List<String> stops;
  private StopSequences search;

  /** Events that are known while text that was held back is read before them. */
  private final Queue<ChatEvent> pending = new ArrayDeque<>();

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
    if (!pending.isEmpty()) {
      return Optional.of(nextPending());
    }
    try {
      return read(timeout);
    } catch (ChatException e) {
      return Optional.of(heldBackBefore(e));
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
        yield Optional.of(new Rewrite(text, rewrite.failure()));
      }
      case ToolCallEvent call -> afterHeldBack(call);
      case Finish finish -> afterHeldBack(finish);
    };
  }

  private Optional<ChatEvent> afterHeldBack(ChatEvent event) {
    pending.add(event);
    return delta(search.flush()).or(() -> Optional.of(nextPending()));
  }

  private Optional<ChatEvent> deltaOrFinish(String text) {
    Optional<ChatEvent> delta = delta(text);
    closeIfFound();
    return pending.isEmpty() ? delta : delta.or(() -> Optional.of(nextPending()));
  }

  private void closeIfFound() {
    if (search.found().isPresent()) {
      Optional<Usage> usage = stream.usageSoFar();
      stream.close();
      pending.add(new Finish(FinishReason.STOP, usage, search.found()));
    }
  }

  private ChatEvent nextPending() {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
    ChatEvent event = pending.remove();
    finished = event instanceof Finish;
    return event;
  }

  private static Optional<ChatEvent> delta(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new ChatDelta(text));
  }
}
