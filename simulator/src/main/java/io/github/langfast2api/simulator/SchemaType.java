package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/** The type of value that answers a schema. */
final class SchemaType {
  /** What a schema without a type gives away about it. */
  private static final Map<String, String> TELLING =
      Map.of(
          "properties", "object",
          "required", "object",
          "additionalProperties", "object",
          "items", "array",
          "prefixItems", "array",
          "minItems", "array",
          "minimum", "number",
          "maximum", "number",
          "multipleOf", "number");

  private SchemaType() {}

  /** A string where any type will do. */
  static String of(JsonObject schema, boolean brief) {
    return switch (schema.get("type")) {
      case JsonString type -> type.getString();
      case JsonArray types -> choice(names(types), brief);
      case null, default -> inferred(schema);
    };
  }

  static List<String> names(JsonValue types) {
    return switch (types) {
      case JsonString one -> List.of(one.getString());
      case JsonArray many ->
          many.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
      default -> List.of();
    };
  }

  private static String choice(List<String> types, boolean brief) {
    return types.stream()
        .filter(type -> brief == type.equals("null"))
        .findFirst()
        .or(() -> types.stream().findFirst())
        .orElse("string");
  }

  private static String inferred(JsonObject schema) {
    return schema.keySet().stream()
        .filter(TELLING::containsKey)
        .findFirst()
        .map(TELLING::get)
        .orElse("string");
  }
}
