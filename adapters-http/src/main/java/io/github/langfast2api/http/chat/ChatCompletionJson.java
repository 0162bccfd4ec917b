package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.answer.AnswerHead;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** HttpReplies in OpenAI's form. */
public final class ChatCompletionJson {

  private ChatCompletionJson() {}

  /** A whole {@code chat.completion}. What it cost is left out where that is not known. */
  public static JsonObject of(AnswerHead head, JsonArrayBuilder choices, Optional<Usage> usage) {
    JsonObjectBuilder completion =
        Json.object()
            .add("id", head.id())
            .add("object", "chat.completion")
            .add("created", head.created())
            .add("model", head.model())
            .add("choices", choices);
    usage.ifPresent(cost -> completion.add("usage", of(cost)));
    return completion.build();
  }

  /** One of the {@code choices}. */
  public static JsonObject choice(int index, String text, FinishReason reason) {
    return Json.object()
        .add("index", index)
        .add(
            "message",
            Json.object().add("role", "assistant").add("content", text).addNull("refusal"))
        .addNull("logprobs")
        .add("finish_reason", of(reason))
        .build();
  }

  public static JsonObject of(Usage usage) {
    return Json.object()
        .add("prompt_tokens", usage.prompt())
        .add("completion_tokens", usage.completion())
        .add("total_tokens", usage.total())
        .add(
            "prompt_tokens_details",
            Json.object().add("cached_tokens", usage.cached()).add("audio_tokens", 0))
        .add(
            "completion_tokens_details",
            Json.object()
                .add("reasoning_tokens", usage.reasoning())
                .add("audio_tokens", 0)
                .add("accepted_prediction_tokens", 0)
                .add("rejected_prediction_tokens", 0))
        .build();
  }

  public static String of(FinishReason reason) {
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case CONTENT_FILTER -> "content_filter";
      case TOOL_CALLS -> "tool_calls";
    };
  }
}
