package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * The response object, by OpenAI's API reference ("The response object") and the Open Responses
 * specification: every member is always there, with what the client sent or else the default.
 *
 * @param json the object; while the answer is being made, it is in progress and has no output
 */
record ResponseHead(JsonObject json) {

  private static final String COMPLETED = "completed";

  /**
   * The object for a request.
   *
   * @param body that was found valid
   * @param tools as they are told
   * @param store whether the response is to be kept
   */
  static ResponseHead of(
      String id, Instant createdAt, JsonObject body, JsonArray tools, boolean store) {
    RequestFields sent = new RequestFields(new Fields(body, ""));
    JsonObjectBuilder head =
        Json.object()
            .add("id", id)
            .add("object", "response")
            .add("created_at", createdAt.getEpochSecond())
            .add("status", "in_progress")
            .addNull("completed_at")
            .addNull("error")
            .addNull("incomplete_details")
            .add("instructions", sent.or("instructions", JsonValue.NULL))
            .add("max_output_tokens", sent.or("max_output_tokens", JsonValue.NULL))
            .add("max_tool_calls", sent.or("max_tool_calls", JsonValue.NULL))
            .add("model", body.getString("model"))
            .add("output", Json.array())
            .add("parallel_tool_calls", sent.or("parallel_tool_calls", JsonValue.TRUE))
            .add("previous_response_id", sent.or("previous_response_id", JsonValue.NULL))
            .add("reasoning", reasoning(sent))
            .add("service_tier", "default")
            .add("store", store)
            .add("temperature", sent.or("temperature", Json.number(1)))
            .add("text", text(sent))
            .add("tool_choice", sent.or("tool_choice", Json.string("auto")))
            .add("tools", tools)
            .add("top_logprobs", 0)
            .add("top_p", sent.or("top_p", Json.number(1)))
            .add("presence_penalty", sent.or("presence_penalty", Json.number(0)))
            .add("frequency_penalty", sent.or("frequency_penalty", Json.number(0)))
            .add("truncation", sent.or("truncation", Json.string("disabled")))
            .add("background", false)
            .addNull("usage")
            .add("user", sent.or("user", JsonValue.NULL))
            .add("safety_identifier", sent.or("safety_identifier", JsonValue.NULL))
            .add("prompt_cache_key", sent.or("prompt_cache_key", JsonValue.NULL))
            .add("metadata", sent.or("metadata", JsonValue.EMPTY_JSON_OBJECT));
    return new ResponseHead(head.build());
  }

  /** What the client sent. */
  private record RequestFields(Fields body) {

    JsonValue or(String name, JsonValue otherwise) {
      return body.value(name).orElse(otherwise);
    }

    JsonObjectBuilder object(String name) {
      return Json.object(body.object(name).map(Fields::object).orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    boolean has(String name, String member) {
      return body.object(name).flatMap(fields -> fields.value(member)).isPresent();
    }
  }

  private static JsonObjectBuilder reasoning(RequestFields sent) {
    JsonObjectBuilder reasoning = sent.object("reasoning");
    for (String member : new String[] {"effort", "summary"}) {
      if (!sent.has("reasoning", member)) {
        reasoning.addNull(member);
      }
    }
    return reasoning;
  }

  private static JsonObjectBuilder text(RequestFields sent) {
    JsonObjectBuilder text = sent.object("text");
    if (!sent.has("text", "format")) {
      text.add("format", Json.object().add("type", "text"));
    }
    return text;
  }

  /**
   * The object of an answer that is whole, without its output.
   *
   * @param cut why the answer is incomplete; empty if it is complete
   * @param usage in tokens; empty if it is unknown
   */
  ResponseHead finished(Optional<String> cut, Optional<Usage> usage) {
    JsonObjectBuilder head =
        Json.object(json).add("status", cut.isEmpty() ? COMPLETED : "incomplete");
    cut.ifPresentOrElse(
        reason -> head.add("incomplete_details", Json.object().add("reason", reason)),
        () -> head.add("completed_at", Instant.now().getEpochSecond()));
    usage.ifPresent(tokens -> head.add("usage", json(tokens)));
    return new ResponseHead(head.build());
  }

  /** The object of an answer that failed, without its output. */
  ResponseHead failed(ApiError error) {
    String code = error.status() == 429 ? "rate_limit_exceeded" : "server_error";
    return new ResponseHead(
        Json.object(json)
            .add("status", "failed")
            .add("error", Json.object().add("code", code).add("message", error.message()))
            .build());
  }

  /** The same of a response that is not kept. */
  ResponseHead notStored() {
    return new ResponseHead(Json.object(json).add("store", false).build());
  }

  /** The whole object. */
  JsonObject with(JsonArray output) {
    return Json.object(json).add("output", output).build();
  }

  private static JsonObjectBuilder json(Usage usage) {
    return Json.object()
        .add("input_tokens", usage.prompt())
        .add(
            "input_tokens_details",
            Json.object().add("cached_tokens", usage.cached()).add("cache_write_tokens", 0))
        .add("output_tokens", usage.completion())
        .add("output_tokens_details", Json.object().add("reasoning_tokens", usage.reasoning()))
        .add("total_tokens", usage.total());
  }
}
