package io.github.langfast2api.http.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;

/**
 * What a JSON value takes in memory.
 *
 * @param values of which it is made, itself included
 * @param textBytes of all strings and names: the JVM has one for each character of Latin-1, or else
 *     two for each
 */
public record JsonWeight(long values, long textBytes) {

  /** The memory of a value beside its text: in the tree, and as what a dialect makes of it. */
  public static final int BYTES_PER_VALUE = 300;

  private static final char MAX_LATIN_1 = 0xFF;

  /** The weight of a value; each value is looked at once. */
  public static JsonWeight of(JsonValue value) {
    Counter counter = new Counter();
    counter.add(value);
    return new JsonWeight(counter.values, counter.textBytes);
  }

  /** The weight of this and of another value. */
  public JsonWeight and(JsonWeight other) {
    return new JsonWeight(values + other.values, textBytes + other.textBytes);
  }

  /** The bytes of the tree. */
  public long bytes() {
    return values * BYTES_PER_VALUE + textBytes;
  }

  private static final class Counter {

    private long values;
    private long textBytes;

    void add(JsonValue value) {
      values++;
      switch (value) {
        case JsonString string -> add(string.getString());
        case JsonArray array -> array.forEach(this::add);
        case JsonObject object -> {
          for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            add(member.getKey());
            add(member.getValue());
          }
        }
        default -> {}
      }
    }

    private void add(String text) {
      boolean latin1 = text.chars().allMatch(c -> c <= MAX_LATIN_1);
      textBytes += latin1 ? text.length() : 2L * text.length();
    }
  }
}
