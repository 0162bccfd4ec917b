package io.github.langfast2api.http.messages;

import io.github.langfast2api.http.answer.SseWriter;
import io.github.langfast2api.http.json.JsonBuffer;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;

/**
 * The server-sent events of one streamed answer, by Anthropic's API reference ("Streaming
 * messages"): each has its type as its name, and is sent at once. For one thread at a time.
 */
final class MessageEvents {

  private static final byte[] BEFORE_INDEX =
      utf8("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":");
  private static final byte[] BEFORE_TEXT = utf8(",\"delta\":{\"type\":\"text_delta\",\"text\":\"");
  private static final byte[] BEFORE_INPUT =
      utf8(",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"");
  private static final byte[] END = utf8("\n\n");
  private static final byte[] AFTER_DELTA = utf8("\"}}\n\n");

  private final SseWriter writer;
  private final JsonBuffer buffer = new JsonBuffer();

  MessageEvents(SseWriter writer) {
    this.writer = writer;
  }

  /**
   * Sends an event.
   *
   * @param event has its type first
   */
  void send(JsonObjectBuilder event) {
    JsonObject json = event.build();
    send(buffer.raw(utf8("event: " + json.getString("type") + "\ndata: ")).json(json).raw(END));
  }

  /** Sends more of a text. */
  void sendText(int index, String text) {
    sendDelta(index, BEFORE_TEXT, text);
  }

  /**
   * Sends the whole input of a call.
   *
   * @param json as text
   */
  void sendInput(int index, String json) {
    sendDelta(index, BEFORE_INPUT, json);
  }

  private void sendDelta(int index, byte[] before, String text) {
    send(
        buffer
            .raw(BEFORE_INDEX)
            .raw(utf8(String.valueOf(index)))
            .raw(before)
            .escaped(text)
            .raw(AFTER_DELTA));
  }

  private void send(JsonBuffer event) {
    writer.send(event);
    buffer.clear();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
