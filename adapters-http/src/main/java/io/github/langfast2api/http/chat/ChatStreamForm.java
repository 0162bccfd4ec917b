package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.answer.SseWriter;
import io.github.langfast2api.http.answer.StreamForm;
import io.github.langfast2api.http.error.ApiError;
import java.util.Optional;

/** The form of a streamed chat completion: sends its chunks, and {@code [DONE]} at the end. */
final class ChatStreamForm implements StreamForm {

  private final SseWriter events;
  private final ChatChunks chunks;
  private final boolean includeUsage;
  private final int[] calls;

  ChatStreamForm(SseWriter events, ChatChunks chunks, int choices, boolean includeUsage) {
    this.calls = new int[choices];
    this.events = events;
    this.chunks = chunks;
    this.includeUsage = includeUsage;
  }

  @Override
  public void begin(int choice) {
    events.send(chunks.role(choice));
  }

  @Override
  public void text(int choice, ChatDelta delta) {
    events.send(chunks.delta(choice, delta));
  }

  @Override
  public void call(int choice, Part.ToolCall call) {
    int index = calls[choice]++;
    events.send(chunks.call(choice, index, call));
    events.send(chunks.arguments(choice, index, call));
  }

  @Override
  public void finish(int choice, Finish finish) {
    events.send(chunks.finish(choice, finish.reason()));
  }

  @Override
  public void end(Optional<Usage> usage) {
    if (includeUsage) {
      usage.ifPresent(cost -> events.send(chunks.usage(cost)));
    }
    events.send(chunks.done());
  }

  @Override
  public void fail(ApiError error) {
    events.send(chunks.error(error));
  }

  @Override
  public void keepAlive() {
    events.send(chunks.keepAlive());
  }
}
