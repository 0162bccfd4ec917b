package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/** The type of value to generate for a JSON Schema. */
final class SchemaType {
  /** The types that keywords of a schema without a type imply. */
  private static final Map<String, String> TYPE_BY_KEYWORD =
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

  /** The type of a schema; a string if any type is valid. */
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
        .filter(TYPE_BY_KEYWORD::containsKey)
        .findFirst()
        .map(TYPE_BY_KEYWORD::get)
        .orElse("string");
  }
}
