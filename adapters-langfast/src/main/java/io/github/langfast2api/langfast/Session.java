package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.MalformedJsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed-in session of Supabase Auth. All times are this machine's: the server's clock may
 * differ, and only lifetimes are taken from it.
 *
 * @param accessToken the bearer of every call
 * @param refreshToken gets the next session, once; empty if there is no way to
 * @param userId who is signed in
 * @param issuedAt when it began
 * @param expiresAt when the access token ends
 */
record Session(
    String accessToken, String refreshToken, String userId, Instant issuedAt, Instant expiresAt) {

  private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(30);

  /**
   * Reads the answer to a sign-in that was asked for at this time.
   *
   * @throws MalformedJsonException if it holds no session
   */
  static Session of(JsonValue answer, Instant asked) {
    if (!(answer instanceof JsonObject session)) {
      throw new MalformedJsonException("no session");
    }
    String accessToken = text(session, "access_token").orElse("");
    String user =
        Optional.ofNullable(session.get("user"))
            .filter(JsonObject.class::isInstance)
            .flatMap(found -> text((JsonObject) found, "id"))
            .or(() -> JwtClaims.of(accessToken).flatMap(claims -> claims.text("sub")))
            .orElse("");
    if (accessToken.isEmpty() || user.isEmpty()) {
      throw new MalformedJsonException("a session without a token or a user");
    }
    String refreshToken = text(session, "refresh_token").orElse("");
    return new Session(accessToken, refreshToken, user, asked, asked.plus(lifetime(session)));
  }

  /** Whether it is time for the next session, while this one is still good. */
  boolean isAging(Instant now) {
    return now.isAfter(expiresAt.minus(lifetime().dividedBy(5)));
  }

  /** Whether the access token ends so soon that it is better not used. */
  boolean isStale(Instant now) {
    Duration tenth = lifetime().dividedBy(10);
    Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
    return now.isAfter(expiresAt.minus(margin));
  }

  @Override
  public String toString() {
    return "Session[" + userId + " until " + expiresAt + "]";
  }

  private Duration lifetime() {
    return Duration.between(issuedAt, expiresAt);
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
}
