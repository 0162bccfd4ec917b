package io.github.langfast2api.langfast.emulation;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through a JSON Schema for what makes it useless: types that there are not, {@code
 * properties} and {@code required} of a wrong form, references to nowhere. Keywords that it does
 * not know are somebody else's. For one schema.
 */
final class SchemaFaults {

  private static final Set<String> TYPES =
      Set.of("object", "array", "string", "number", "integer", "boolean", "null");
  private static final Set<String> OF_SCHEMA =
      Set.of(
          "additionalProperties",
          "unevaluatedProperties",
          "propertyNames",
          "items",
          "unevaluatedItems",
          "additionalItems",
          "contains",
          "not",
          "if",
          "then",
          "else");
  private static final Set<String> OF_LIST = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
  private static final Set<String> OF_NAMES =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  private final JsonObject root;
  private final Set<String> anchors = new HashSet<>();

  private SchemaFaults(JsonObject root) {
    this.root = root;
    collectAnchors(root);
  }

  /** What is wrong with a schema that is to describe an object. */
  static Optional<String> ofObject(JsonObject schema) {
    JsonValue type = schema.get("type");
    boolean object = type instanceof JsonString word && word.getString().equals("object");
    if (!object && (type != null || !schema.containsKey("$ref"))) {
      return Optional.of(
          "schema must be of type \"object\", and is of type " + (type == null ? "none" : type));
    }
    return new SchemaFaults(schema).of(schema, "");
  }

  private Optional<String> of(JsonValue value, String path) {
    if (value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE) {
      return Optional.empty();
    }
    if (!(value instanceof JsonObject schema)) {
      return fault(path, "is no schema");
    }
    for (Map.Entry<String, JsonValue> keyword : schema.entrySet()) {
      Optional<String> fault = of(keyword.getKey(), keyword.getValue(), path);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> of(String keyword, JsonValue value, String path) {
    String here = path + "/" + keyword;
    if (keyword.equals("type")) {
      return isType(value) ? Optional.empty() : fault(here, "is " + value + ", which is no type");
    }
    if (keyword.equals("required")) {
      return isNames(value) ? Optional.empty() : fault(here, "is no list of names");
    }
    if (keyword.equals("$ref") || keyword.equals("$dynamicRef")) {
      return leadsSomewhere(value) ? Optional.empty() : fault(here, value + " leads nowhere");
    }
    if (OF_NAMES.contains(keyword)) {
      return value instanceof JsonObject named ? ofAll(named, here) : fault(here, "is no object");
    }
    if (OF_LIST.contains(keyword)) {
      return value instanceof JsonArray list ? ofAll(list, here) : fault(here, "is no list");
    }
    if (OF_SCHEMA.contains(keyword)) {
      return value instanceof JsonArray list && keyword.equals("items")
          ? ofAll(list, here)
          : of(value, here);
    }
    return Optional.empty();
  }

  private Optional<String> ofAll(JsonObject schemas, String path) {
    return schemas.entrySet().stream()
        .map(entry -> of(entry.getValue(), path + "/" + entry.getKey()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> ofAll(JsonArray schemas, String path) {
    for (int i = 0; i < schemas.size(); i++) {
      Optional<String> fault = of(schemas.get(i), path + "/" + i);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static boolean isType(JsonValue value) {
    return switch (value) {
      case JsonString word -> TYPES.contains(word.getString());
      case JsonArray words ->
          words.stream().allMatch(word -> word instanceof JsonString && isType(word));
      default -> false;
    };
  }

  private static boolean isNames(JsonValue value) {
    return value instanceof JsonArray names
        && names.stream().allMatch(JsonString.class::isInstance);
  }

  private boolean leadsSomewhere(JsonValue value) {
    if (!(value instanceof JsonString text)) {
      return false;
    }
    String reference = text.getString();
    if (!reference.startsWith("#/")) {
      return reference.equals("#") || anchors.contains(reference);
    }
    return pointsSomewhere(reference.substring(1).split("/", -1));
  }

  /** By RFC 6901, in a fragment of a URI. */
  private boolean pointsSomewhere(String[] tokens) {
    JsonValue at = root;
    for (int i = 1; i < tokens.length; i++) {
      String token = unescaped(tokens[i]);
      at =
          switch (at) {
            case JsonObject object -> object.getOrDefault(token, JsonValue.NULL);
            case JsonArray array when token.matches("\\d{1,6}") ->
                Integer.parseInt(token) < array.size()
                    ? array.get(Integer.parseInt(token))
                    : JsonValue.NULL;
            default -> JsonValue.NULL;
          };
      if (at == JsonValue.NULL) {
        return false;
      }
    }
    return true;
  }

  private static String unescaped(String token) {
    String decoded;
    try {
      decoded =
          java.net.URLDecoder.decode(
              token.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      decoded = token;
    }
    return decoded.replace("~1", "/").replace("~0", "~");
  }

  /** Names that references may have: those of anchors and of schemas in the schema. */
  private void collectAnchors(JsonValue value) {
    if (value instanceof JsonObject object) {
      add("#", object.get("$anchor"));
      add("#", object.get("$dynamicAnchor"));
      add("", object.get("$id"));
      object.values().forEach(this::collectAnchorsBelow);
    } else if (value instanceof JsonArray array) {
      array.forEach(this::collectAnchorsBelow);
    }
  }

  private void collectAnchorsBelow(JsonValue value) {
    if (value instanceof JsonStructure) {
      collectAnchors(value);
    }
  }

  private void add(String prefix, @org.jspecify.annotations.Nullable JsonValue name) {
    if (name instanceof JsonString text) {
      anchors.add(prefix + text.getString());
    }
  }

  private static Optional<String> fault(String path, String what) {
    return Optional.of("schema is not valid: " + path + " " + what);
  }
}
