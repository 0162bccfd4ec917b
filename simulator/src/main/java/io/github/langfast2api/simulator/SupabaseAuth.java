package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Supabase Auth's calls. Every account exists with any password, so that any credentials work with
 * the simulator.
 */
final class SupabaseAuth {
  static final CallReply UNKNOWN_GRANT = error(400, "validation_failed", "unsupported_grant_type");

  private static final CallReply NO_KEY = error(401, "no_authorization", "Invalid API key");
  private static final CallReply NO_JSON =
      error(400, "bad_json", "Could not parse request body as JSON");

  private final AccessTokens tokens;
  private final AuthSessions sessions;
  private final Map<String, String> userIds = new ConcurrentHashMap<>();

  SupabaseAuth(AccessTokens tokens, AuthSessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  CallReply signUp(HttpCall call) {
    return call.hasApiKey() ? body(call).map(any -> signedIn(newUserId())).orElse(NO_JSON) : NO_KEY;
  }

  CallReply password(HttpCall call) {
    return call.hasApiKey() ? body(call).map(this::password).orElse(NO_JSON) : NO_KEY;
  }

  CallReply refresh(HttpCall call) {
    return call.hasApiKey() ? body(call).map(this::refresh).orElse(NO_JSON) : NO_KEY;
  }

  private CallReply password(JsonObject body) {
    Optional<String> email = LenientJson.text(body, "email");
    if (email.isEmpty() || LenientJson.text(body, "password").isEmpty()) {
      return error(400, "validation_failed", "missing email or password");
    }
    return signedIn(userIds.computeIfAbsent(email.get(), any -> newUserId()));
  }

  private CallReply refresh(JsonObject body) {
    String token = LenientJson.text(body, "refresh_token").orElse("");
    return switch (sessions.refresh(token)) {
      case RefreshResult.Renewed renewed -> CallReply.of(200, session(renewed));
      case RefreshResult.Unknown() ->
          error(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found");
      case RefreshResult.AlreadyUsed() ->
          error(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
    };
  }

  private CallReply signedIn(String userId) {
    return CallReply.of(200, session(sessions.open(userId)));
  }

  private String session(RefreshResult.Renewed session) {
    long seconds = tokens.lifetime().toSeconds();
    long expiresAt = Instant.now().getEpochSecond() + seconds;
    return """
    {"access_token":"%s","token_type":"bearer","expires_in":%d,"expires_at":%d,\
    "refresh_token":"%s","user":{"id":"%s","aud":"authenticated","role":"authenticated"}}\
    """
        .formatted(
            tokens.issue(session.userId(), expiresAt),
            seconds,
            expiresAt,
            session.refreshToken(),
            session.userId());
  }

  private static Optional<JsonObject> body(HttpCall call) {
    return LenientJson.object(call.body());
  }

  private static String newUserId() {
    return UUID.randomUUID().toString();
  }

  private static CallReply error(int status, String errorCode, String message) {
    return CallReply.of(
        status,
        "{\"code\":%d,\"error_code\":\"%s\",\"msg\":\"%s\"}".formatted(status, errorCode, message));
  }
}
