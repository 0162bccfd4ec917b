package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.langfast.RunEvent.State;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run's events as an answer. */
final class RunStream implements ChatStream {

  private final LatestContent mailbox;
  private final Runnable release;
  private final ContentDiff diff = new ContentDiff();
  private @Nullable RunEvent end;
  private boolean finished;
  private @Nullable ChatException failed;

  /**
   * @param release gives the mailbox back; may be called more than once
   */
  RunStream(LatestContent mailbox, Runnable release) {
    this.mailbox = mailbox;
    this.release = release;
  }

  @Override
  public Optional<ChatEvent> next(Duration patience) {
    if (finished) {
      throw new IllegalStateException("the finish has been read");
    }
    if (failed != null) {
      throw failed;
    }
    try {
      return end == null ? read(patience) : Optional.of(finish(end));
    } catch (ChatException e) {
      release.run();
      failed = e;
      throw e;
    }
  }

  @Override
  public void close() {
    mailbox.close();
    release.run();
  }

  private Optional<ChatEvent> read(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<RunEvent> event = mailbox.take(Duration.ofNanos(deadline - System.nanoTime()));
      if (event.isEmpty()) {
        return Optional.empty();
      }
      boolean over = event.get().state() != State.RUNNING;
      String text = delta(event.get(), over);
      end = over ? event.get() : null;
      if (!text.isEmpty()) {
        return Optional.of(new ChatDelta(text));
      }
      if (end != null) {
        return Optional.of(finish(end));
      }
    }
  }

  private String delta(RunEvent event, boolean last) {
    if (event.content().isEmpty()) {
      return "";
    }
    try {
      return diff.advance(event.content().get(), last);
    } catch (ContentDiff.RewrittenException e) {
      throw new ChatException(new ChatFailure.AnswerRewritten(), e);
    } catch (MalformedJsonException e) {
      throw new ChatException(
          new ChatFailure.ProtocolBroken("LangFast sent text that cannot be read."), e);
    }
  }

  private Finish finish(RunEvent event) {
    if (event.state() == State.FAILED) {
      throw new ChatException(UpstreamFailures.ofRun(event.error()));
    }
    finished = true;
    release.run();
    return Finish.of(reason(event.finishReason().orElse("stop")));
  }

  private static FinishReason reason(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "length", "max_tokens", "max_output_tokens" -> FinishReason.LENGTH;
      case "content_filter", "safety" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.STOP;
    };
  }
}
