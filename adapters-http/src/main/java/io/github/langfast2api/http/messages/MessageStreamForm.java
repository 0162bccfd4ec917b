package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.answer.StreamForm;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The form of a streamed message: one block is open at a time, and each has the next index. Silence
 * is filled with pings, which Anthropic's clients count as a sign of life, and comments they do
 * not; the message begins before the first of them.
 */
final class MessageStreamForm implements StreamForm {

  private final MessageEvents events;
  private final MessageHead head;
  private final String requestId;
  private int promptTokens;
  private boolean begun;
  private boolean textOpen;
  private boolean called;
  private int index;
  private Finish finish = Finish.of(FinishReason.STOP);

  /**
   * A form for one message.
   *
   * @param requestId for an error
   */
  MessageStreamForm(MessageEvents events, MessageHead head, String requestId) {
    this.events = events;
    this.head = head;
    this.requestId = requestId;
  }

  @Override
  public void awaitAnswer(IntSupplier tokens) {
    promptTokens = tokens.getAsInt();
  }

  @Override
  public void begin(int choice) {
    if (!begun) {
      begun = true;
      events.send(event("message_start").add("message", head.begun(promptTokens)));
    }
  }

  @Override
  public void text(int choice, ChatDelta delta) {
    if (!textOpen) {
      textOpen = true;
      startBlock(MessageContent.text(""));
    }
    events.sendText(index, delta.text());
  }

  @Override
  public void call(int choice, Part.ToolCall call) {
    closeText();
    called = true;
    startBlock(MessageContent.toolUse(call, JsonObject.EMPTY_JSON_OBJECT));
    events.sendInput(index, ToolInput.text(call.arguments()));
    stopBlock();
  }

  @Override
  public void finish(int choice, Finish end) {
    finish = end;
  }

  @Override
  public void end(Optional<Usage> usage) {
    closeText();
    JsonObjectBuilder delta = Json.object();
    StopReason.of(finish, called).addTo(delta);
    Usage tokens = usage.orElseGet(() -> new Usage(promptTokens, 0, 0, 0));
    events.send(event("message_delta").add("delta", delta).add("usage", MessageHead.usage(tokens)));
    events.send(event("message_stop"));
  }

  @Override
  public void fail(ApiError error) {
    events.send(Json.object(MessagesDialect.ERROR_FORM.json(error, requestId)));
  }

  @Override
  public void keepAlive() {
    begin(0);
    events.send(event("ping"));
  }

  private void closeText() {
    if (textOpen) {
      textOpen = false;
      stopBlock();
    }
  }

  private void startBlock(JsonObjectBuilder block) {
    events.send(event("content_block_start").add("index", index).add("content_block", block));
  }

  private void stopBlock() {
    events.send(event("content_block_stop").add("index", index));
    index++;
  }

  private static JsonObjectBuilder event(String type) {
    return Json.object().add("type", type);
  }
}
