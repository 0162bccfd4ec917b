package io.github.langfast2api.langfast;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed-in session of Supabase Auth.
 *
 * @param accessToken the bearer of every call
 * @param refreshToken gets the next session, once
 * @param userId who is signed in
 * @param expiresAt when the access token ends, by this machine's clock
 */
record Session(String accessToken, String refreshToken, String userId, Instant expiresAt) {

  private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
  private static final Duration MARGIN = Duration.ofSeconds(60);

  /**
   * Reads the answer to a sign-in. The lifetime counts from now, since the server's clock may
   * differ.
   *
   * @throws MalformedJsonException if it holds no session
   */
  static Session of(JsonValue answer, Instant now) {
    if (!(answer instanceof JsonObject session)) {
      throw new MalformedJsonException("no session");
    }
    String accessToken = text(session, "access_token").orElse("");
    String user =
        Optional.ofNullable(session.get("user"))
            .filter(JsonObject.class::isInstance)
            .flatMap(found -> text((JsonObject) found, "id"))
            .or(() -> subject(accessToken))
            .orElse("");
    if (accessToken.isEmpty() || user.isEmpty()) {
      throw new MalformedJsonException("a session without a token or a user");
    }
    Duration lifetime = lifetime(session);
    return new Session(
        accessToken, text(session, "refresh_token").orElse(""), user, now.plus(lifetime));
  }

  /** Whether the access token ends so soon that it is better not used. */
  boolean isStale(Instant now) {
    return now.isAfter(expiresAt.minus(MARGIN));
  }

  @Override
  public String toString() {
    return "Session[" + userId + " until " + expiresAt + "]";
  }

  private static Duration lifetime(JsonObject session) {
    return session.get("expires_in") instanceof JsonNumber seconds && seconds.longValue() > 0
        ? Duration.ofSeconds(seconds.longValue())
        : DEFAULT_LIFETIME;
  }

  private static Optional<String> text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text
        ? Optional.of(text.getString()).filter(value -> !value.isBlank())
        : Optional.empty();
  }

  /**
   * The subject of a JSON Web Token: RFC 7519, section 4.1.2. Its signature is not ours to check.
   */
  private static Optional<String> subject(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return JsonFormat.parse(claims) instanceof JsonObject object
          ? text(object, "sub")
          : Optional.empty();
    } catch (IllegalArgumentException | JsonException e) {
      return Optional.empty();
    }
  }
}
