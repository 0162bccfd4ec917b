package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Resolves {@code $ref}, {@code allOf}, {@code anyOf} and {@code oneOf} in a JSON Schema. */
final class SchemaFlattener {
  private static final int MAX_DEPTH = 32;

  /** A bound for schemas that refer to themselves twice, which double the work at each depth. */
  private static final int MAX_VISITED_SCHEMAS = 5_000;

  private static final List<String> CHOICES = List.of("anyOf", "oneOf");

  private final JsonObject root;
  private int visited;

  SchemaFlattener(JsonObject root) {
    this.root = root;
  }

  /**
   * The schema with its reference resolved, the parts of {@code allOf} merged, and one alternative
   * chosen.
   *
   * @param brief whether to choose an alternative without nested schemas
   */
  JsonObject flat(JsonValue schema, boolean brief) {
    return flat(schema, brief, 0);
  }

  private JsonObject flat(JsonValue schema, boolean brief, int depth) {
    if (!(schema instanceof JsonObject described)
        || depth > MAX_DEPTH
        || visited++ > MAX_VISITED_SCHEMAS) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
    return Stream.concat(target(described).stream(), parts(described, brief))
        .map(part -> flat(part, brief, depth + 1))
        .reduce(SchemaMerge.plain(described), SchemaMerge::of);
  }

  private Optional<JsonValue> target(JsonObject schema) {
    return LenientJson.text(schema, "$ref")
        .filter(reference -> reference.startsWith("#"))
        .flatMap(reference -> at(reference.substring(1)));
  }

  private Optional<JsonValue> at(String pointer) {
    try {
      return Optional.of(root.getValue(pointer));
    } catch (JsonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Stream<JsonValue> parts(JsonObject schema, boolean brief) {
    Stream<JsonValue> all = list(schema, "allOf").stream();
    Stream<JsonValue> chosen =
        CHOICES.stream()
            .map(name -> list(schema, name))
            .flatMap(options -> choice(options, brief).stream());
    return Stream.concat(all, chosen);
  }

  private static JsonArray list(JsonObject schema, String name) {
    return schema.get(name) instanceof JsonArray list ? list : JsonArray.EMPTY_JSON_ARRAY;
  }

  private static Optional<JsonValue> choice(JsonArray options, boolean brief) {
    Predicate<JsonValue> better =
        brief ? SchemaFlattener::isShallow : Predicate.not(SchemaFlattener::isNull);
    return options.stream()
        .filter(better)
        .min((one, other) -> brief ? Boolean.compare(isNull(other), isNull(one)) : 0)
        .or(() -> options.stream().findFirst());
  }

  private static boolean isNull(JsonValue schema) {
    return schema instanceof JsonObject object
        && object.get("type") instanceof JsonString type
        && type.getString().equals("null");
  }

  private static boolean isShallow(JsonValue schema) {
    return schema instanceof JsonObject object
        && !object.containsKey("$ref")
        && !object.containsKey("properties")
        && !object.containsKey("items");
  }
}
