package io.github.langfast2api.simulator;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges JSON Schemas into one that demands what each of them does. */
final class SchemaMerge {
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
  private static final Set<String> COMBINING_KEYWORDS = Set.of("$ref", "allOf", "anyOf", "oneOf");

  private SchemaMerge() {}

  /** The schema without the keywords that refer to other schemas. */
  static JsonObject plain(JsonObject schema) {
    JsonObjectBuilder plain = BUILDERS.createObjectBuilder(schema);
    COMBINING_KEYWORDS.forEach(plain::remove);
    return plain.build();
  }

  /** The merge of two plain schemas. */
  static JsonObject of(JsonObject one, JsonObject other) {
    JsonObjectBuilder merged = BUILDERS.createObjectBuilder(one);
    other.forEach(
        (name, value) -> {
          JsonValue first = one.get(name);
          merged.add(name, first == null ? value : both(name, first, value));
        });
    return merged.build();
  }

  private static JsonValue both(String name, JsonValue one, JsonValue other) {
    return switch (name) {
      case "properties" -> properties(one.asJsonObject(), other.asJsonObject());
      case "required" -> union(one.asJsonArray(), other.asJsonArray());
      case "enum" -> common(one.asJsonArray(), other.asJsonArray());
      case "type" -> narrower(one, other);
      case "additionalProperties" -> one == JsonValue.FALSE ? one : other;
      default -> tighter(name, one, other);
    };
  }

  private static JsonValue properties(JsonObject one, JsonObject other) {
    JsonObjectBuilder all = BUILDERS.createObjectBuilder(one);
    other.forEach(
        (name, schema) -> {
          JsonValue first = one.get(name);
          all.add(name, first == null ? schema : allOf(first, schema));
        });
    return all.build();
  }

  private static JsonValue allOf(JsonValue one, JsonValue other) {
    return BUILDERS
        .createObjectBuilder()
        .add("allOf", BUILDERS.createArrayBuilder().add(one).add(other))
        .build();
  }

  private static JsonValue union(JsonArray one, JsonArray other) {
    Set<JsonValue> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return array(all);
  }

  private static JsonValue common(JsonArray one, JsonArray other) {
    return array(one.stream().filter(other::contains).toList());
  }

  private static JsonValue array(Collection<JsonValue> values) {
    return BUILDERS.createArrayBuilder(values).build();
  }

  private static JsonValue narrower(JsonValue one, JsonValue other) {
    List<String> types = SchemaType.names(one);
    List<String> common = SchemaType.names(other).stream().filter(types::contains).toList();
    if (!common.isEmpty()) {
      return BUILDERS.createArrayBuilder(common).build();
    }
    return one instanceof JsonString && types.contains("integer") ? one : other;
  }

  private static JsonValue tighter(String name, JsonValue one, JsonValue other) {
    if (!(one instanceof JsonNumber first && other instanceof JsonNumber second)) {
      return other;
    }
    int order = first.bigDecimalValue().compareTo(second.bigDecimalValue());
    boolean isUpperBound = name.startsWith("max") || name.startsWith("exclusiveMax");
    return isUpperBound == order < 0 ? one : other;
  }
}
