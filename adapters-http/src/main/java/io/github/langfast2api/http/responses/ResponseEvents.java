package io.github.langfast2api.http.responses;

import io.github.langfast2api.http.answer.SseWriter;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.json.JsonBuffer;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;

/**
 * The server-sent events of one streamed response, by OpenAI's API reference ("Streaming events"):
 * each has its type as its name, and its place in the sequence. Events are added, and then sent
 * together; the buffer of large ones is not kept. For one thread at a time.
 */
final class ResponseEvents {

  private static final byte[] KEEP_ALIVE = utf8(": keep-alive\n\n");
  private static final byte[] END = utf8("\n\n");
  private static final byte[] DONE = utf8("data: [DONE]\n\n");
  private static final byte[] BEFORE_DELTA =
      utf8(
          "event: response.output_text.delta\ndata:"
              + " {\"type\":\"response.output_text.delta\",\"sequence_number\":");
  private static final byte[] AFTER_DELTA = utf8("\",\"logprobs\":[]}\n\n");

  private final SseWriter writer;
  private JsonBuffer buffer = new JsonBuffer();
  private boolean large;
  private int next;

  ResponseEvents(SseWriter writer) {
    this.writer = writer;
  }

  /** Adds an event with these members behind its type and its number. */
  ResponseEvents add(String type, JsonObjectBuilder members) {
    JsonObjectBuilder event = Json.object().add("type", type).add("sequence_number", next++);
    buffer.raw(utf8("event: " + type + "\ndata: ")).json(event.addAll(members).build()).raw(END);
    large = true;
    return this;
  }

  /** What the deltas of a text have between their number and the text: encoded once. */
  static byte[] beforeText(String itemId, int outputIndex) {
    return utf8(
        ",\"item_id\":\"%s\",\"output_index\":%d,\"content_index\":0,\"delta\":\""
            .formatted(itemId, outputIndex));
  }

  /**
   * Adds more of a text.
   *
   * @param beforeText what {@link #beforeText} gave
   */
  ResponseEvents addTextDelta(byte[] beforeText, String text) {
    buffer
        .raw(BEFORE_DELTA)
        .raw(utf8(String.valueOf(next++)))
        .raw(beforeText)
        .escaped(text)
        .raw(AFTER_DELTA);
    return this;
  }

  /** Adds what ends the stream. */
  ResponseEvents addDone() {
    buffer.raw(DONE);
    return this;
  }

  /** Adds a comment, which has no number. */
  ResponseEvents addKeepAlive() {
    buffer.raw(KEEP_ALIVE);
    return this;
  }

  /** Sends what was added. */
  void send() {
    writer.send(buffer);
    buffer = large ? new JsonBuffer() : buffer.clear();
    large = false;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
