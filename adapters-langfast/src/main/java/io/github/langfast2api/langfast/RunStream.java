package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.langfast.CumulativeText.Delta;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run's answer, read from its mailbox. */
final class RunStream implements ChatStream {

  private final RunMailbox mailbox;
  private final Runnable release;
  private final Supplier<Redaction> redaction;
  private @Nullable RunEnd end;
  private boolean finished;
  private @Nullable ChatException failed;

  /**
   * @param release frees what the run holds; may be called more than once
   * @param redaction of the run's request, which its error may quote
   */
  RunStream(RunMailbox mailbox, Runnable release, Supplier<Redaction> redaction) {
    this.mailbox = mailbox;
    this.release = release;
    this.redaction = redaction;
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    if (finished) {
      throw new IllegalStateException("the finish has been read");
    }
    if (failed != null) {
      throw failed;
    }
    try {
      return end == null ? read(timeout) : Optional.of(finish(end));
    } catch (ChatException e) {
      throw fail(e);
    }
  }

  @Override
  public void coalesceDeltas() {
    mailbox.coalesce();
  }

  @Override
  public void deliverTo(DeltaSink sink) {
    mailbox.deliverTo(sink);
  }

  @Override
  public void close() {
    mailbox.close();
    release.run();
  }

  private Optional<ChatEvent> read(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      Optional<RunUpdate> update = mailbox.poll(Duration.ofNanos(deadline - System.nanoTime()));
      if (update.isEmpty()) {
        return Optional.empty();
      }
      end = update.get().end().orElse(null);
      Delta delta = update.get().delta();
      if (delta.rewrite()) {
        return Optional.of(new Rewrite(delta.text()));
      }
      if (!delta.text().isEmpty()) {
        return Optional.of(new ChatDelta(delta.text()));
      }
      if (end != null) {
        return Optional.of(finish(end));
      }
    }
  }

  private Finish finish(RunEnd by) {
    return switch (by) {
      case RunEnd.Failed(var error) ->
          throw new ChatException(
              UpstreamFailures.ofRun(error.map(told -> told.redacted(redaction.get()))));
      case RunEnd.GivenUp(var why) -> throw new ChatException(why);
      case RunEnd.Unreadable() ->
          throw new ChatException(
              new ChatFailure.ProtocolBroken("LangFast sent text that cannot be read."));
      case RunEnd.Completed(var word) -> {
        finished = true;
        release.run();
        yield Finish.of(reason(word.orElse("stop")));
      }
    };
  }

  private ChatException fail(ChatException e) {
    release.run();
    failed = e;
    return e;
  }

  private static FinishReason reason(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "length", "max_tokens", "max_output_tokens" -> FinishReason.LENGTH;
      case "content_filter", "safety" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.STOP;
    };
  }
}
