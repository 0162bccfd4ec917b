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

/** Turns a schema that refers, combines and offers choices into one that just describes. */
final class SchemaFlattener {
  private static final int MAX_HOPS = 32;

  /** Schemas that refer to themselves more than once would double the work with each hop. */
  private static final int MAX_WORK = 5_000;

  private static final List<String> CHOICES = List.of("anyOf", "oneOf");

  private final JsonObject root;
  private int work;

  SchemaFlattener(JsonObject root) {
    this.root = root;
  }

  /**
   * The schema with its references followed, all of its parts joined, and one of its alternatives
   * taken.
   *
   * @param brief whether to take an alternative that comes to an end soon
   */
  JsonObject flat(JsonValue schema, boolean brief) {
    return flat(schema, brief, 0);
  }

  private JsonObject flat(JsonValue schema, boolean brief, int hops) {
    if (!(schema instanceof JsonObject described) || hops > MAX_HOPS || work++ > MAX_WORK) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
    return Stream.concat(target(described).stream(), parts(described, brief))
        .map(part -> flat(part, brief, hops + 1))
        .reduce(SchemaMerge.plain(described), SchemaMerge::of);
  }

  private Optional<JsonValue> target(JsonObject schema) {
    return Bodies.text(schema, "$ref")
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
        brief ? SchemaFlattener::endsHere : Predicate.not(SchemaFlattener::isNull);
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

  private static boolean endsHere(JsonValue schema) {
    return schema instanceof JsonObject object
        && !object.containsKey("$ref")
        && !object.containsKey("properties")
        && !object.containsKey("items");
  }
}
