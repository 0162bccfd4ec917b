package io.github.langfast2api.langfast;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The claims of a JSON Web Token: RFC 7519, section 4. Its signature is not ours to check.
 *
 * @param json the claims set
 */
record JwtClaims(JsonObject json) {

  private static final int MAX_CHARS = 16 << 10;

  /** Reads a token; empty if it is none. */
  static Optional<JwtClaims> of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(parts[1].replace("=", ""));
      return JsonFormat.parse(new String(claims, StandardCharsets.UTF_8)) instanceof JsonObject json
          ? Optional.of(new JwtClaims(json))
          : Optional.empty();
    } catch (IllegalArgumentException | JsonException e) {
      return Optional.empty();
    }
  }

  /** A claim that is a text and not empty. */
  Optional<String> text(String name) {
    return json.get(name) instanceof JsonString text
        ? Optional.of(text.getString()).filter(value -> !value.isBlank())
        : Optional.empty();
  }
}
