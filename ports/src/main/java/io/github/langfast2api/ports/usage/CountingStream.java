package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Rewrite;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.domain.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/** An answer whose tokens are counted while it is read. */
final class CountingStream implements ChatStream {

  private final ChatStream stream;
  private final IntSupplier promptTokens;
  private final TokenTally answer;
  private Optional<Usage> reported = Optional.empty();

  /**
   * @param promptTokens counts the prompt
   */
  CountingStream(ChatStream stream, Tokenizer tokenizer, IntSupplier promptTokens) {
    this.stream = stream;
    this.promptTokens = promptTokens;
    this.answer = new TokenTally(tokenizer);
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    Optional<ChatEvent> event = stream.next(timeout);
    return event.isEmpty() ? event : count(event, event.get());
  }

  @Override
  public void coalesceDeltas() {
    stream.coalesceDeltas();
  }

  @Override
  public void deliverTo(DeltaSink sink) {
    DeltaSink counted = sink.andThen(delta -> answer.add(delta.text()));
    stream.deliverTo(delta -> !answer.isCountedWith(delta.text()) && counted.take(delta));
  }

  @Override
  public Optional<Usage> usageSoFar() {
    return reported.or(() -> Optional.of(usage()));
  }

  @Override
  public void close() {
    stream.close();
  }

  private Optional<ChatEvent> count(Optional<ChatEvent> same, ChatEvent event) {
    return switch (event) {
      case ChatDelta delta -> {
        answer.add(delta.text());
        yield same;
      }
      case Rewrite rewrite -> {
        answer.clear();
        answer.add(rewrite.text());
        yield same;
      }
      case ToolCallEvent call -> {
        answer.add(call.call().name());
        answer.add(call.call().arguments());
        yield same;
      }
      case Finish finish -> {
        reported = finish.usage().or(() -> Optional.of(usage()));
        yield Optional.of(finish.withUsage(reported));
      }
    };
  }

  /** Counts the prompt at the end, when the client does not wait for text any more. */
  private Usage usage() {
    return new Usage(promptTokens.getAsInt(), answer.count(), 0, 0);
  }
}
