package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.OpenAiErrorForm;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.json.JsonBuffer;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * The server-sent events of one streamed answer: {@code chat.completion.chunk} objects and {@code
 * [DONE]}, by OpenAI's API reference ("Streaming"). What all chunks share is encoded once per
 * answer. Every method returns the same buffer, so each event must be sent before the next is made.
 * For one thread at a time.
 */
final class ChatChunks {

  private static final byte[] DONE = utf8("data: [DONE]\n\n");

  private static final byte[] KEEP_ALIVE = {'\n'};
  private static final byte[] ROLE =
      utf8(",\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}");
  private static final byte[] BEFORE_TEXT = utf8(",\"delta\":{\"content\":\"");
  private static final byte[] AFTER_TEXT = utf8("\"},\"finish_reason\":null}");

  private static final String BEFORE_CALL = ",\"delta\":{\"tool_calls\":[{\"index\":%d";
  private static final byte[] BEFORE_CALL_ID = utf8(",\"id\":\"");
  private static final byte[] BEFORE_CALL_NAME =
      utf8("\",\"type\":\"function\",\"function\":{\"name\":\"");
  private static final byte[] AFTER_CALL_NAME =
      utf8("\",\"arguments\":\"\"}}]},\"finish_reason\":null}");
  private static final byte[] BEFORE_ARGUMENTS = utf8(",\"function\":{\"arguments\":\"");
  private static final byte[] AFTER_ARGUMENTS = utf8("\"}}]},\"finish_reason\":null}");
  private static final byte[] BEFORE_FUNCTION_NAME =
      utf8(",\"delta\":{\"function_call\":{\"name\":\"");
  private static final byte[] AFTER_FUNCTION_NAME =
      utf8("\",\"arguments\":\"\"}},\"finish_reason\":null}");
  private static final byte[] BEFORE_FUNCTION_ARGUMENTS =
      utf8(",\"delta\":{\"function_call\":{\"arguments\":\"");
  private static final byte[] AFTER_FUNCTION_ARGUMENTS = utf8("\"}},\"finish_reason\":null}");

  private final JsonBuffer buffer = new JsonBuffer();
  private final byte[] beforeChoices;
  private final byte[][] beforeChoice;
  private final byte[] afterChoice;
  private final CallForm calls;

  /**
   * The events of one answer.
   *
   * @param choices the number of choices
   * @param includeUsage whether the client asked for usage: then every chunk has the member, which
   *     is null in all but the last
   * @param calls how the client is told of calls
   */
  ChatChunks(CompletionHead head, int choices, boolean includeUsage, CallForm calls) {
    this.calls = calls;
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
    this.afterChoice = utf8(includeUsage ? "],\"usage\":null}\n\n" : "]}\n\n");
  }

  /** The first chunk of a choice, with its role. */
  JsonBuffer role(int index) {
    return begin(index).raw(ROLE).raw(afterChoice);
  }

  /** A chunk with more text of a choice. */
  JsonBuffer delta(int index, ChatDelta delta) {
    return begin(index).raw(BEFORE_TEXT).escaped(delta.text()).raw(AFTER_TEXT).raw(afterChoice);
  }

  /**
   * A chunk that begins a call, without its arguments: names and ids may come once only, since
   * clients join what comes twice.
   *
   * @param call its index among the calls of its choice
   */
  JsonBuffer call(int index, int call, Part.ToolCall made) {
    JsonBuffer chunk = begin(index);
    if (calls.legacy()) {
      chunk.raw(BEFORE_FUNCTION_NAME).escaped(made.name()).raw(AFTER_FUNCTION_NAME);
    } else {
      chunk
          .raw(utf8(BEFORE_CALL.formatted(call)))
          .raw(BEFORE_CALL_ID)
          .escaped(made.id())
          .raw(BEFORE_CALL_NAME)
          .escaped(made.name())
          .raw(AFTER_CALL_NAME);
    }
    return chunk.raw(afterChoice);
  }

  /** A chunk with the whole arguments of a call. */
  JsonBuffer arguments(int index, int call, Part.ToolCall made) {
    JsonBuffer chunk = begin(index);
    if (calls.legacy()) {
      chunk.raw(BEFORE_FUNCTION_ARGUMENTS).escaped(made.arguments()).raw(AFTER_FUNCTION_ARGUMENTS);
    } else {
      chunk
          .raw(utf8(BEFORE_CALL.formatted(call)))
          .raw(BEFORE_ARGUMENTS)
          .escaped(made.arguments())
          .raw(AFTER_ARGUMENTS);
    }
    return chunk.raw(afterChoice);
  }

  /** The last chunk of a choice, with its finish reason. */
  JsonBuffer finish(int index, FinishReason reason) {
    String name = calls.finishReason(reason);
    return begin(index)
        .raw(utf8(",\"delta\":{},\"finish_reason\":\"" + name + "\"}"))
        .raw(afterChoice);
  }

  /** The last chunk of an answer, which has the usage and no choices. */
  JsonBuffer usage(Usage usage) {
    return buffer
        .clear()
        .raw(beforeChoices)
        .raw(utf8("],\"usage\":" + ChatCompletionJson.of(usage) + "}\n\n"));
  }

  /**
   * The event of an error, which has no name and is no chunk. Its member {@code choices} is no
   * array: clients that do not look for errors, such as Spring AI 1, take an object without choices
   * for a chunk without text and the answer for complete, and this makes them fail. It is {@code
   * false} for clients that look for errors only where there are no choices, such as Open WebUI.
   */
  JsonBuffer error(ApiError error) {
    JsonObject json = Json.object(OpenAiErrorForm.json(error)).add("choices", false).build();
    return buffer.clear().raw(utf8("data: " + json + "\n\n"));
  }

  /**
   * An empty line, which ends an event without fields: clients ignore it. They ignore a comment as
   * well, but go-openai cannot read an error that follows one.
   */
  JsonBuffer keepAlive() {
    return buffer.clear().raw(KEEP_ALIVE);
  }

  /** The event {@code [DONE]}, after which clients read no further. */
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
