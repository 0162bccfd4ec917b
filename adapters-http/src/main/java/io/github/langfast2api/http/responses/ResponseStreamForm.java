package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.answer.SseWriter;
import io.github.langfast2api.http.answer.StreamForm;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * The form of a streamed response. The text is kept until its end, when it is told and stored as a
 * whole.
 */
final class ResponseStreamForm implements StreamForm {

  private final ResponseEvents events;
  private final KeptResponse response;
  private final ResponseOutput output;
  private final RequestMemory memory;
  private final StringBuilder text = new StringBuilder();
  private byte[] beforeText = {};
  private boolean begun;
  private boolean messageOpen;
  private FinishReason finish = FinishReason.STOP;

  ResponseStreamForm(
      SseWriter writer, KeptResponse response, ResponseOutput output, RequestMemory memory) {
    this.events = new ResponseEvents(writer);
    this.response = response;
    this.output = output;
    this.memory = memory;
  }

  @Override
  public void begin(int choice) {
    begun = true;
    for (String type : new String[] {"response.created", "response.in_progress"}) {
      events.add(type, response(response.head().json()));
    }
    events.send();
  }

  @Override
  public void text(int choice, ChatDelta delta) {
    if (delta.text().isEmpty()) {
      return;
    }
    memory.reserveAnswer(delta.text().length());
    if (!messageOpen) {
      openMessage();
    }
    text.append(delta.text());
    events.addTextDelta(beforeText, delta.text()).send();
  }

  @Override
  public void call(int choice, Part.ToolCall call) {
    memory.reserveAnswer(call.arguments().length());
    closeMessage(false);
    ResponseTools.ToolIdentity tool = output.identity(call);
    int index = output.size();
    String id = output.nextCallId(tool);
    String type =
        tool.custom() ? "response.custom_tool_call_input" : "response.function_call_arguments";
    events.add(
        "response.output_item.added",
        item(index, ResponseItems.call(id, tool, "in_progress", call, "")));
    if (!call.arguments().isEmpty()) {
      events.add(type + ".delta", part(id, index).add("delta", call.arguments()));
    }
    events.add(type + ".done", argumentsDone(id, index, tool, call));
    events.add("response.output_item.done", item(index, output.addCall(call)));
    events.send();
  }

  private static JsonObjectBuilder argumentsDone(
      String id, int index, ResponseTools.ToolIdentity tool, Part.ToolCall call) {
    return tool.custom()
        ? part(id, index).add("input", call.arguments())
        : part(id, index).add("name", tool.name()).add("arguments", call.arguments());
  }

  @Override
  public void finish(int choice, Finish end) {
    finish = end.reason();
  }

  @Override
  public void end(Optional<Usage> usage) {
    if (!messageOpen && ResponseOutput.hasMessage(false, output.size() > 0, finish)) {
      openMessage();
    }
    boolean isCut = ResponseOutput.cut(finish).isPresent();
    closeMessage(isCut);
    JsonObject whole = response.finish(output, finish, usage);
    events
        .add(isCut ? "response.incomplete" : "response.completed", response(whole))
        .addDone()
        .send();
  }

  /**
   * Tells the failure twice: some clients take the one event for an end and fail at the other, and
   * some do not look at the first.
   */
  @Override
  public void fail(ApiError error) {
    if (!begun) {
      begin(0);
    }
    if (messageOpen) {
      output.addMessage(text.toString(), true);
    }
    JsonObjectBuilder details =
        Json.object()
            .add("type", error.type())
            .add("code", optional(error.code()))
            .add("message", error.message())
            .add("param", optional(error.param()));
    events
        .add(
            "error",
            Json.object()
                .add("code", optional(error.code()))
                .add("message", error.message())
                .add("param", optional(error.param()))
                .add("error", details))
        .add("response.failed", response(response.head().failed(error).with(output.items())))
        .addDone()
        .send();
  }

  @Override
  public void keepAlive() {
    events.addKeepAlive().send();
  }

  private void openMessage() {
    messageOpen = true;
    String id = output.nextMessageId();
    int index = output.size();
    beforeText = ResponseEvents.beforeText(id, index);
    events.add("response.output_item.added", item(index, ResponseItems.emptyMessage(id)));
    events.add(
        "response.content_part.added",
        part(id, index).add("content_index", 0).add("part", ResponseItems.outputText("")));
  }

  /** Adds the events of the end of the message, if there is one; they are sent with the next. */
  private void closeMessage(boolean isCut) {
    if (!messageOpen) {
      return;
    }
    messageOpen = false;
    String id = output.nextMessageId();
    int index = output.size();
    String whole = text.toString();
    events.add(
        "response.output_text.done",
        part(id, index).add("content_index", 0).add("text", whole).add("logprobs", Json.array()));
    events.add(
        "response.content_part.done",
        part(id, index).add("content_index", 0).add("part", ResponseItems.outputText(whole)));
    events.add("response.output_item.done", item(index, output.addMessage(whole, isCut)));
  }

  private static JsonObjectBuilder response(JsonObject whole) {
    return Json.object().add("response", whole);
  }

  private static JsonObjectBuilder item(int index, JsonObject item) {
    return Json.object().add("output_index", index).add("item", item);
  }

  private static JsonObjectBuilder part(String itemId, int index) {
    return Json.object().add("item_id", itemId).add("output_index", index);
  }

  private static JsonValue optional(Optional<String> text) {
    return text.<JsonValue>map(Json::string).orElse(JsonValue.NULL);
  }
}
