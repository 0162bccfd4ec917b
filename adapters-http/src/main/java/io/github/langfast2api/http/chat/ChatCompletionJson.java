package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.answer.AnswerCall.WholeChoice;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** The JSON of a chat completion, by OpenAI's API reference ("The chat completion object"). */
final class ChatCompletionJson {

  private ChatCompletionJson() {}

  /** A {@code chat.completion}; {@code usage} is left out if it is unknown. */
  static JsonObject of(
      CompletionHead head, List<WholeChoice> whole, CallForm calls, Optional<Usage> usage) {
    JsonArrayBuilder choices = Json.array();
    for (int index = 0; index < whole.size(); index++) {
      choices.add(choice(index, whole.get(index), calls));
    }
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

  private static JsonObjectBuilder choice(int index, WholeChoice choice, CallForm calls) {
    JsonObjectBuilder message = Json.object().add("role", "assistant");
    if (choice.text().isEmpty() && !choice.calls().isEmpty()) {
      message.addNull("content");
    } else {
      message.add("content", choice.text());
    }
    message.addNull("refusal");
    calls.addTo(message, choice.calls());
    return Json.object()
        .add("index", index)
        .add("message", message)
        .addNull("logprobs")
        .add("finish_reason", calls.finishReason(choice.reason()));
  }

  /** The {@code usage} of a completion or of its last chunk. */
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
}
