package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.json.JsonBuffer;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * The events of one stream, each in the same buffer: take an event out before asking for the next.
 * All that does not change from event to event is encoded once.
 */
final class ChatChunks {

  static final byte[] DONE = utf8("data: [DONE]\n\n");

  private static final byte[] KEEP_ALIVE = {'\n'};
  private static final byte[] ROLE =
      utf8(",\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}");
  private static final byte[] BEFORE_TEXT = utf8(",\"delta\":{\"content\":\"");
  private static final byte[] AFTER_TEXT = utf8("\"},\"finish_reason\":null}");

  private final JsonBuffer buffer = new JsonBuffer();
  private final byte[] beforeChoices;
  private final byte[][] beforeChoice;
  private final byte[] afterChoice;

  /**
   * The chunks of one answer.
   *
   * @param choices how many choices the answer has
   * @param usage whether the client asked what the answer costs: then every chunk speaks of it
   */
  ChatChunks(CompletionHead head, int choices, boolean usage) {
    String json =
        Json.object()
            .add("id", head.id())
            .add("object", "chat.completion.chunk")
            .add("created", head.created())
            .add("model", head.model())
            .build()
            .toString();
    String start = "data: " + json.substring(0, json.length() - 1) + ",\"choices\":[";
    this.beforeChoices = utf8(start);
    this.beforeChoice =
        IntStream.range(0, choices)
            .mapToObj(index -> utf8(start + "{\"index\":" + index))
            .toArray(byte[][]::new);
    this.afterChoice = utf8(usage ? "],\"usage\":null}\n\n" : "]}\n\n");
  }

  /** The first chunk of a choice. */
  JsonBuffer role(int index) {
    return begin(index).raw(ROLE).raw(afterChoice);
  }

  JsonBuffer delta(int index, ChatDelta delta) {
    return begin(index).raw(BEFORE_TEXT).escaped(delta.text()).raw(AFTER_TEXT).raw(afterChoice);
  }

  JsonBuffer finish(int index, FinishReason reason) {
    String name = ChatCompletionJson.of(reason);
    return begin(index)
        .raw(utf8(",\"delta\":{},\"finish_reason\":\"" + name + "\"}"))
        .raw(afterChoice);
  }

  /** The chunk after the last, which has no choice. */
  JsonBuffer usage(Usage usage) {
    return buffer
        .clear()
        .raw(beforeChoices)
        .raw(utf8("],\"usage\":" + ChatCompletionJson.of(usage) + "}\n\n"));
  }

  /**
   * The event of an error: no chunk, and without a name. Choices that are no array stop clients
   * that do not look for errors, as Spring AI 1, which take an object without choices for a chunk
   * without text and what follows for the end of the answer. That they are {@code false} is for
   * those that look for an error only where there are no choices, as Open WebUI.
   */
  JsonBuffer error(ApiError error) {
    JsonObject json = Json.object(ChatDialect.ERRORS.json(error)).add("choices", false).build();
    return buffer.clear().raw(utf8("data: " + json + "\n\n"));
  }

  /**
   * An empty line, which ends an event that was not begun: no client is told of it. A comment would
   * do the same by the standard, but go-openai puts it in front of an error that follows.
   */
  JsonBuffer keepAlive() {
    return buffer.clear().raw(KEEP_ALIVE);
  }

  /** The event by which every client knows that nothing follows. */
  JsonBuffer done() {
    return buffer.clear().raw(DONE);
  }

  private JsonBuffer begin(int index) {
    return buffer.clear().raw(beforeChoice[index]);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
