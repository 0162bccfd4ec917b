package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.InvalidRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * The check for unpaired surrogates (RFC 8259, section 8.2). JSON can escape them and UTF-8 cannot
 * encode them, so that each system on the way to the model would replace them in its own way.
 */
final class SurrogateCheck {

  private SurrogateCheck() {}

  /**
   * Checks all strings of a value, names of members included.
   *
   * @throws io.github.langfast2api.http.error.ApiException if one has an unpaired surrogate
   */
  static void require(JsonValue value) {
    switch (value) {
      case JsonString string -> require(string.getString());
      case JsonArray array -> array.forEach(SurrogateCheck::require);
      case JsonObject object ->
          object.forEach(
              (name, member) -> {
                require(name);
                require(member);
              });
      default -> {}
    }
  }

  private static void require(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          throw InvalidRequest.unreadable(
              "The request body has half a surrogate pair, which is no Unicode text.");
        }
        i++;
      }
    }
  }
}
