package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.InvalidRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * Refuses half surrogate pairs. JSON can escape them, UTF-8 cannot carry them: each system that
 * they pass through makes something else of them.
 */
final class SurrogateCheck {

  private SurrogateCheck() {}

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
