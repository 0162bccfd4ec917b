package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.IntStream;

/** Rows for {@link ToolCallRow} whose tools are as large as they may be. */
final class LargeTools {

  private static final int TOOLS = 128;
  private static final int BYTES = 120_000;
  private static final int DEPTH = 10;
  private static final int PROPERTIES = 5000;

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private LargeTools() {}

  /** A call of the last tool of each set, and what the model is told of all of them. */
  static List<ToolCallRow> rows() {
    return List.of(
        call("a call of the last of many tools", "tool_127", many()),
        told("what the model is told of many tools", many()),
        call("a call of a tool with many properties", "tool_0", deep()),
        told("what the model is told of a tool with many properties", deep()));
  }

  /** The model writes the name in other case, which is mended if the tool is known. */
  private static ToolCallRow call(String name, String tool, JsonArray tools) {
    String written =
        "<tool_call_@ name=\"%s\">{\"p0\":\"x\"}</tool_call_@>".formatted(tool.replace('_', '-'));
    JsonArray seen = JSON.createArrayBuilder().add(tool).add("{\"p0\":\"x\"}").build();
    return ToolCallRow.of(
        JSON.createObjectBuilder()
            .add("name", name)
            .add("written", written)
            .add("calls", JSON.createArrayBuilder().add(seen))
            .add("finish", "tool_calls")
            .build(),
        tools);
  }

  private static ToolCallRow told(String name, JsonArray tools) {
    JsonArray functions =
        tools.stream().map(tool -> tool.asJsonObject().get("function")).collect(array());
    return ToolCallRow.of(
        JSON.createObjectBuilder()
            .add("name", name)
            .add("written", "{tools}")
            .add("sent", functions)
            .build(),
        tools);
  }

  private static JsonArray many() {
    JsonArray tools =
        IntStream.range(0, TOOLS).mapToObj(i -> tool("tool_" + i, object(12, 1))).collect(array());
    assertTrue(tools.toString().length() > BYTES);
    return tools;
  }

  private static JsonArray deep() {
    return JSON.createArrayBuilder().add(tool("tool_0", object(PROPERTIES / DEPTH, DEPTH))).build();
  }

  private static JsonObject tool(String name, JsonObject parameters) {
    return JSON.createObjectBuilder()
        .add("type", "function")
        .add(
            "function",
            JSON.createObjectBuilder()
                .add("name", name)
                .add("description", "Does \"" + name + "\".")
                .add("parameters", parameters))
        .build();
  }

  /** An object with so many properties, the last of which is such an object down to a depth. */
  private static JsonObject object(int properties, int depth) {
    JsonObjectBuilder all = JSON.createObjectBuilder();
    for (int i = 0; i < properties; i++) {
      boolean isObject = depth > 1 && i == properties - 1;
      all.add(
          "p" + i, isObject ? object(properties, depth - 1) : text("What " + i + " stands for"));
    }
    return JSON.createObjectBuilder()
        .add("type", "object")
        .add("properties", all)
        .add("required", JSON.createArrayBuilder().add("p0"))
        .build();
  }

  private static JsonObject text(String description) {
    return JSON.createObjectBuilder()
        .add("type", "string")
        .add("description", description + " \u4f60 in words.")
        .build();
  }

  private static Collector<JsonValue, ?, JsonArray> array() {
    return Collector.of(
        JSON::createArrayBuilder,
        (array, value) -> array.add(value),
        (one, other) -> one.addAll(other),
        builder -> builder.build());
  }
}
