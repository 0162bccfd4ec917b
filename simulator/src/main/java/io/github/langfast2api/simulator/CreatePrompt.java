package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Optional;

/** The database function that creates a prompt, with PostgREST's errors. */
final class CreatePrompt implements Endpoint {
  private final AccessTokens tokens;
  private final PromptStore prompts;

  CreatePrompt(AccessTokens tokens, PromptStore prompts) {
    this.tokens = tokens;
    this.prompts = prompts;
  }

  @Override
  public CallReply answer(HttpCall call) {
    if (!call.hasApiKey()) {
      return error(401, "PGRST301", "Invalid API key");
    }
    if (tokens.verify(call.token()) instanceof TokenVerification.Refused(String reason)) {
      return error(401, "PGRST301", reason);
    }
    return LenientJson.object(call.body())
        .map(this::create)
        .orElseGet(() -> error(400, "PGRST102", "Empty or invalid json"));
  }

  private CallReply create(JsonObject body) {
    Optional<JsonObject> meta = LenientJson.object(body, "p_meta");
    boolean whole =
        LenientJson.text(body, "p_name").isPresent()
            && LenientJson.text(body, "p_icon").isPresent()
            && body.get("p_test_cases") instanceof JsonArray;
    return meta.filter(any -> whole)
        .map(prompts::store)
        .map(id -> CallReply.of(200, JsonText.quoted(id)))
        .orElseGet(() -> error(400, "22023", "p_name, p_icon, p_meta and p_test_cases are needed"));
  }

  private static CallReply error(int status, String code, String message) {
    return CallReply.of(
        status,
        "{\"code\":\"%s\",\"message\":\"%s\",\"details\":null,\"hint\":null}"
            .formatted(code, message));
  }
}
