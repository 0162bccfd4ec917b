package io.github.langfast2api.simulator;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens: JSON Web Tokens, signed by HMAC with a key of this simulator's own. */
final class AccessTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String HEADER = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
  private static final TokenVerification INVALID = new TokenVerification.Refused("JWT invalid");
  private static final TokenVerification EXPIRED = new TokenVerification.Refused("JWT expired");

  private final Duration lifetime;
  private final SecretKeySpec key;
  private final AtomicLong issued = new AtomicLong();
  private volatile long expired;

  AccessTokens(Duration lifetime) {
    this.lifetime = lifetime;
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  Duration lifetime() {
    return lifetime;
  }

  /**
   * Issues a token.
   *
   * @param expiresAt in seconds since the epoch
   */
  String issue(String userId, long expiresAt) {
    String claims =
        "{\"sub\":\"%s\",\"exp\":%d,\"role\":\"authenticated\",\"jti\":\"%d\"}"
            .formatted(userId, expiresAt, issued.incrementAndGet());
    String signed = HEADER + "." + encoded(claims);
    return signed + "." + signature(signed);
  }

  /** Expires all tokens issued so far. */
  void expireAll() {
    expired = issued.get();
  }

  /** Verifies a token's signature and expiry. */
  TokenVerification verify(String token) {
    int dot = token.lastIndexOf('.');
    if (dot <= HEADER.length() || !token.startsWith(HEADER + ".")) {
      return INVALID;
    }
    String signed = token.substring(0, dot);
    if (!isEqual(signature(signed), token.substring(dot + 1))) {
      return INVALID;
    }
    return claims(signed).map(this::checkExpiry).orElse(INVALID);
  }

  private TokenVerification checkExpiry(JsonObject claims) {
    boolean ended =
        Long.parseLong(claims.getString("jti")) <= expired
            || claims.getJsonNumber("exp").longValue() <= Instant.now().getEpochSecond();
    return ended ? EXPIRED : new TokenVerification.Valid(claims.getString("sub"));
  }

  private static Optional<JsonObject> claims(String signed) {
    byte[] json = Base64.getUrlDecoder().decode(signed.substring(HEADER.length() + 1));
    return LenientJson.object(new String(json, StandardCharsets.UTF_8));
  }

  private static boolean isEqual(String own, String theirs) {
    return MessageDigest.isEqual(
        own.getBytes(StandardCharsets.US_ASCII), theirs.getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
