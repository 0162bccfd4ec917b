package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.MalformedJsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A session of Supabase Auth. All times are by this machine's clock: the server's may differ, and
 * only the lifetime is taken from it.
 *
 * @param accessToken the bearer token of every call
 * @param refreshToken can be exchanged for the next session, once; empty if there is none
 * @param userId the id of the user who is signed in
 * @param issuedAt when the session was requested
 * @param expiresAt when the access token expires
 */
record Session(
    String accessToken, String refreshToken, String userId, Instant issuedAt, Instant expiresAt) {

  private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

  /** The longest that Supabase Auth can be configured to. */
  private static final Duration MAX_LIFETIME = Duration.ofDays(7);

  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Duration MAX_EXPIRY_MARGIN = Duration.ofSeconds(30);

  /**
   * Reads a session from the response to a sign-in or refresh.
   *
   * @param asked when that was requested
   * @throws MalformedJsonException if the response holds no session
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
    String refreshToken = text(session, "refresh_token").orElse("");
    Session read =
        new Session(accessToken, refreshToken, user, asked, asked.plus(lifetime(session)));
    if (!read.isWellFormed()) {
      throw new MalformedJsonException("a session without a token or a user");
    }
    return read;
  }

  /** Whether its tokens and its user can be what they should be, and its lifetime as well. */
  boolean isWellFormed() {
    return Identifiers.isToken(accessToken)
        && (refreshToken.isEmpty() || Identifiers.isToken(refreshToken))
        && Identifiers.isId(userId)
        && lifetime().isPositive()
        && lifetime().compareTo(MAX_LIFETIME) <= 0;
  }

  /** Whether four fifths of the lifetime are over, so that it should be refreshed. */
  boolean isDueForRefresh(Instant now) {
    return now.isAfter(expiresAt.minus(lifetime().dividedBy(5)));
  }

  /** Whether the access token has expired, or will within a margin for the time that calls take. */
  boolean isExpired(Instant now) {
    Duration tenth = lifetime().dividedBy(10);
    Duration margin = tenth.compareTo(MAX_EXPIRY_MARGIN) < 0 ? tenth : MAX_EXPIRY_MARGIN;
    return now.isAfter(expiresAt.minus(margin));
  }

  /** Whether the other one has the same access token, as it has if it lacks a refresh token. */
  boolean isSameAccess(Session other) {
    return accessToken.equals(other.accessToken);
  }

  /** The session for those who may use it and not renew it. */
  Session withoutRefreshToken() {
    return new Session(accessToken, "", userId, issuedAt, expiresAt);
  }

  @Override
  public String toString() {
    return "Session[" + userId + " until " + expiresAt + "]";
  }

  private Duration lifetime() {
    return Duration.between(issuedAt, expiresAt);
  }

  /** The lifetime that a response names, a week at most; an hour if it names none. */
  private static Duration lifetime(JsonObject session) {
    BigDecimal seconds =
        switch (session.getOrDefault("expires_in", JsonValue.NULL)) {
          case JsonNumber number -> number.bigDecimalValue();
          case JsonString text when DECIMAL.matcher(text.getString()).matches() ->
              new BigDecimal(text.getString());
          default -> BigDecimal.ZERO;
        };
    if (seconds.compareTo(BigDecimal.ONE) < 0) {
      return DEFAULT_LIFETIME;
    }
    boolean bounded = seconds.compareTo(BigDecimal.valueOf(MAX_LIFETIME.toSeconds())) < 0;
    return bounded ? Duration.ofSeconds(seconds.longValue()) : MAX_LIFETIME;
  }

  private static Optional<String> text(JsonObject object, String name) {
    return object.get(name) instanceof JsonString text
        ? Optional.of(text.getString()).filter(value -> !value.isBlank())
        : Optional.empty();
  }
}
