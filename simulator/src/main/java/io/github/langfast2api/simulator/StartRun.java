package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The edge function that starts a run, with the errors of Supabase's edge functions. */
final class StartRun implements Endpoint {
  private final AccessTokens tokens;
  private final PromptStore prompts;
  private final Runs runs;
  private final boolean jsonFormats;

  /**
   * @param jsonFormats whether a run may ask for JSON by an object
   */
  StartRun(AccessTokens tokens, PromptStore prompts, Runs runs, boolean jsonFormats) {
    this.tokens = tokens;
    this.prompts = prompts;
    this.runs = runs;
    this.jsonFormats = jsonFormats;
  }

  @Override
  public CallReply answer(HttpCall call) {
    if (!call.hasApiKey()) {
      return error(401, "Invalid API key");
    }
    return switch (tokens.verify(call.token())) {
      case TokenVerification.Refused(String reason) -> error(401, reason);
      case TokenVerification.Valid(String userId) ->
          LenientJson.object(call.body())
              .map(body -> start(userId, body))
              .orElseGet(() -> error(400, "Invalid JSON body"));
    };
  }

  private CallReply start(String userId, JsonObject body) {
    Optional<String> promptId = LenientJson.text(body, "prompt_id");
    if (promptId.isEmpty() || !isUuid(LenientJson.text(body, "run_id").orElse(""))) {
      return error(400, "run_id and prompt_id are needed");
    }
    if (!(body.get("test_cases") instanceof JsonArray cases)) {
      return error(400, "test_cases is needed");
    }
    if (!LenientJson.text(body, "created_by").orElse("").equals(userId)) {
      return error(403, "created_by is not the caller");
    }
    return prompts
        .meta(promptId.get())
        .map(stored -> start(userId, body, cases, stored))
        .orElseGet(() -> error(404, "Prompt not found"));
  }

  private CallReply start(String userId, JsonObject body, JsonArray cases, JsonObject stored) {
    JsonObject meta = LenientJson.object(body, "prompt_meta").orElse(stored);
    if (meta != stored && !takes(meta.get("response_format"))) {
      return error(400, "response_format is not text");
    }
    return Questions.read(meta, Variables.of(cases))
        .map(question -> runs.start(userId, body, question))
        .orElseGet(() -> error(400, "prompt_meta needs a model and messages"));
  }

  private boolean takes(@Nullable JsonValue format) {
    return format instanceof JsonString text
        ? text.getString().equals("text")
        : jsonFormats && format instanceof JsonObject;
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static CallReply error(int status, String message) {
    return CallReply.of(status, "{\"error\":\"%s\"}".formatted(message));
  }
}
