package io.github.langfast2api.app;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The members that a JSON object must and may have to be bound to a record: one for each component,
 * which may be missing or null where the component is an {@link Optional} or {@link OptionalInt}.
 */
final class RecordSchema {

  private static final String TEXT = "a text";
  private static final String INT = "a whole number up to " + Integer.MAX_VALUE;

  /** The types that components may have, and what messages call them. */
  private static final Map<Class<?>, String> TYPES =
      Map.of(
          String.class, TEXT,
          Optional.class, TEXT,
          boolean.class, "true or false",
          int.class, INT,
          OptionalInt.class, INT,
          long.class, "a whole number",
          List.class, "a list of texts");

  private final Map<String, RecordComponent> components = new LinkedHashMap<>();

  RecordSchema(Class<? extends Record> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (!TYPES.containsKey(component.getType())) {
        throw new IllegalArgumentException("no member can be bound to " + component);
      }
      components.put(memberName(component.getName()), component);
    }
  }

  /** The member for a component: {@code max_tokens} for {@code maxTokens}. */
  static String memberName(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The text of the member for the first component, by which people tell objects apart. */
  Optional<String> nameOf(JsonObject object) {
    return object.get(components.keySet().iterator().next()) instanceof JsonString name
        ? Optional.of(name.getString())
        : Optional.empty();
  }

  /**
   * Checks that the object can be bound to the record, and that all of it would be.
   *
   * @throws io.github.langfast2api.app.config.ConfigurationException if not
   */
  void check(JsonObject object, JsonEntryLocation location) {
    object.forEach((name, value) -> check(name, value, location));
    components.forEach(
        (name, component) -> {
          if (!object.containsKey(name) && !isOptional(component)) {
            throw location.wrong(name, "is missing");
          }
        });
  }

  private void check(String name, JsonValue value, JsonEntryLocation location) {
    RecordComponent component = components.get(name);
    if (component == null) {
      throw location.wrong(name, "is not known");
    }
    if (value == JsonValue.NULL ? !isOptional(component) : !fits(value, component.getType())) {
      throw location.wrong(name, "must be " + TYPES.get(component.getType()));
    }
  }

  private static boolean isOptional(RecordComponent component) {
    return component.getType() == Optional.class || component.getType() == OptionalInt.class;
  }

  private static boolean fits(JsonValue value, Class<?> type) {
    return switch (value) {
      case JsonString text -> isText(type) && !text.getString().isBlank();
      case JsonNumber number -> number.isIntegral() && isInRange(number, type);
      case JsonArray list ->
          type == List.class && list.stream().allMatch(JsonString.class::isInstance);
      default -> type == boolean.class && (value == JsonValue.TRUE || value == JsonValue.FALSE);
    };
  }

  private static boolean isInRange(JsonNumber number, Class<?> type) {
    int bits = number.bigIntegerValue().bitLength();
    return type == long.class ? bits < Long.SIZE : isInt(type) && bits < Integer.SIZE;
  }

  private static boolean isText(Class<?> type) {
    return type == String.class || type == Optional.class;
  }

  private static boolean isInt(Class<?> type) {
    return type == int.class || type == OptionalInt.class;
  }
}
