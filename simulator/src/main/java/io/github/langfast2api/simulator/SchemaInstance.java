package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generates JSON text that is valid for a JSON Schema. Optional members are included until the text
 * is deep or long; from then on only required ones, so that recursive schemas terminate.
 */
final class SchemaInstance {
  private static final int MAX_DEPTH_OF_OPTIONAL = 5;
  private static final int MAX_VALUES_WITH_OPTIONAL = 40;
  private static final int MAX_DEPTH = 64;

  /** Bounds minItems and minProperties, and so the memory that a schema can take. */
  private static final int MAX_ITEMS = 1000;

  private final SchemaFlattener flattener;
  private final SchemaStrings strings;
  private final JsonObject root;
  private final StringBuilder out = new StringBuilder();
  private int values;

  /**
   * A generator for a schema.
   *
   * @param root the schema, which its references refer to
   * @param words the value of strings without a format
   */
  SchemaInstance(JsonObject root, String words) {
    this.root = root;
    this.flattener = new SchemaFlattener(root);
    this.strings = new SchemaStrings(words);
  }

  String text() {
    out.setLength(0);
    write(root, 0, 0);
    return out.toString();
  }

  /** Writes the n-th valid value; different n give different values, if the schema allows it. */
  private void write(JsonValue schema, int depth, int n) {
    values++;
    boolean brief = isBrief(depth);
    JsonObject flat = flattener.flat(schema, brief);
    if (depth > MAX_DEPTH) {
      out.append("null");
    } else if (flat.containsKey("const")) {
      out.append(flat.get("const"));
    } else if (flat.get("enum") instanceof JsonArray choices && !choices.isEmpty()) {
      out.append(choices.get(n % choices.size()));
    } else {
      write(SchemaType.of(flat, brief), flat, depth, n);
    }
  }

  private void write(String type, JsonObject schema, int depth, int n) {
    switch (type) {
      case "object" -> object(schema, depth, n);
      case "array" -> array(schema, depth);
      case "integer" -> out.append(SchemaNumbers.integer(schema, n));
      case "number" -> out.append(SchemaNumbers.number(schema, n));
      case "boolean" -> out.append(n % 2 == 0);
      case "null" -> out.append("null");
      default -> out.append(JsonText.quoted(strings.string(schema, n)));
    }
  }

  private void object(JsonObject schema, int depth, int n) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonValue> member : members(schema, depth).entrySet()) {
      out.append(separator).append(JsonText.quoted(member.getKey())).append(": ");
      write(member.getValue(), depth + 1, n);
      separator = ", ";
    }
    out.append('}');
  }

  private Map<String, JsonValue> members(JsonObject schema, int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    List<String> required = required(schema);
    JsonValue others = schema.getOrDefault("additionalProperties", JsonValue.TRUE);
    LenientJson.object(schema, "properties")
        .orElse(JsonObject.EMPTY_JSON_OBJECT)
        .entrySet()
        .stream()
        .filter(each -> each.getValue() != JsonValue.FALSE)
        .filter(each -> !isBrief(depth) || required.contains(each.getKey()))
        .forEach(each -> members.put(each.getKey(), each.getValue()));
    required.forEach(name -> members.putIfAbsent(name, others));
    boolean isMap = members.isEmpty() && others instanceof JsonObject && !isBrief(depth);
    int least = Math.max(Math.min(schema.getInt("minProperties", 0), MAX_ITEMS), isMap ? 1 : 0);
    for (int at = 1; members.size() < least && others != JsonValue.FALSE; at++) {
      members.putIfAbsent("simulated" + at, others);
    }
    return members;
  }

  private static List<String> required(JsonObject schema) {
    return schema.get("required") instanceof JsonArray names
        ? names.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList()
        : List.of();
  }

  private void array(JsonObject schema, int depth) {
    JsonArray first =
        schema.get("prefixItems") instanceof JsonArray prefix ? prefix : JsonArray.EMPTY_JSON_ARRAY;
    JsonValue rest = schema.getOrDefault("items", schema.getOrDefault("contains", JsonValue.TRUE));
    boolean unique = schema.getBoolean("uniqueItems", false);
    int count = count(schema, first.size(), rest, depth);
    out.append('[');
    for (int at = 0; at < count; at++) {
      out.append(at == 0 ? "" : ", ");
      write(at < first.size() ? first.get(at) : rest, depth + 1, unique ? at : 0);
    }
    out.append(']');
  }

  private int count(JsonObject schema, int prefix, JsonValue rest, int depth) {
    int wanted = isBrief(depth) ? 0 : Math.max(1, prefix);
    int least = Math.max(wanted, Math.min(schema.getInt("minItems", 0), MAX_ITEMS));
    int most = rest == JsonValue.FALSE ? prefix : schema.getInt("maxItems", Integer.MAX_VALUE);
    return Math.min(least, most);
  }

  private boolean isBrief(int depth) {
    return depth > MAX_DEPTH_OF_OPTIONAL || values > MAX_VALUES_WITH_OPTIONAL;
  }
}
