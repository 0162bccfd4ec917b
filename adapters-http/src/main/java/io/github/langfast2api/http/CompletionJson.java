package io.github.langfast2api.http;

import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Usage;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Answers in OpenAI's form. */
final class CompletionJson {

  private CompletionJson() {}

  /** A whole {@code chat.completion}. What it cost is left out where that is not known. */
  static JsonObject of(AnswerHead head, String text, Finish finish) {
    JsonObjectBuilder completion =
        Json.object()
            .add("id", head.id())
            .add("object", "chat.completion")
            .add("created", head.created())
            .add("model", head.model())
            .add("choices", Json.array().add(choice(text, finish.reason())));
    finish.usage().ifPresent(usage -> completion.add("usage", of(usage)));
    return completion.build();
  }

  static JsonObject of(Usage usage) {
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

  static String of(FinishReason reason) {
    return switch (reason) {
      case STOP -> "stop";
      case LENGTH -> "length";
      case CONTENT_FILTER -> "content_filter";
    };
  }

  private static JsonObjectBuilder choice(String text, FinishReason reason) {
    return Json.object()
        .add("index", 0)
        .add(
            "message",
            Json.object().add("role", "assistant").add("content", text).addNull("refusal"))
        .addNull("logprobs")
        .add("finish_reason", of(reason));
  }
}
