package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.http.answer.DroppedTool;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.FunctionReader;
import io.github.langfast2api.http.responses.ResponseTools.Called;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reader of tools: functions and custom tools, also those in namespaces, are the model's to
 * call. A tool that only OpenAI's servers have is left out where it is an offer. For one request.
 */
final class ResponseToolsReader {

  private static final String TOOLS = "tools";
  private static final int MAX_TOOLS = 128;
  private static final int MAX_NAMESPACE_CHARS = 64;

  /** The tools of OpenAI's servers; some have a date or {@code _preview} behind their names. */
  private static final Pattern HOSTED =
      Pattern.compile(
          "(web_search|file_search|computer|code_interpreter|image_generation|mcp|local_shell"
              + "|shell|tool_search|apply_patch|programmatic_tool_calling)\\w*");

  private final FunctionReader functions;
  private final Map<String, Tool> offered = new LinkedHashMap<>();
  private final Map<String, Called> called = new LinkedHashMap<>();
  private final List<DroppedTool> dropped = new ArrayList<>();

  ResponseToolsReader(SchemaCheck schemas) {
    this.functions = new FunctionReader(schemas);
  }

  /** Adds the {@code tools} of a request. */
  void add(Fields body) {
    add(body, /* replaces= */ false);
  }

  /** Adds the {@code tools} of an item, which replace those of the same names. */
  void addFromItem(Fields item) {
    add(item, /* replaces= */ true);
  }

  private void add(Fields owner, boolean replaces) {
    for (Fields tool : tools(owner)) {
      String type = tool.requiredString("type");
      switch (type) {
        case "namespace" -> namespace(tool, replaces);
        case "function", "custom" -> add(tool, type, Optional.empty(), replaces);
        default -> {
          if (!HOSTED.matcher(type).matches()) {
            throw InvalidRequest.invalidValue(
                tool.path("type"), "'function', 'custom' or 'namespace'", type);
          }
          dropped.add(new DroppedTool(tool.path("type"), type));
        }
      }
    }
  }

  /** All tools that were added, and the choice among them. */
  ResponseTools read(Fields body) {
    List<Tool> tools = List.copyOf(offered.values());
    ToolChoice choice = new ResponseToolChoiceReader(called, dropped).read(body);
    boolean parallel = body.optionalFlag("parallel_tool_calls").orElse(true);
    ToolOptions options =
        tools.isEmpty() ? ToolOptions.NONE : new ToolOptions(tools, choice, parallel);
    return new ResponseTools(options, dropped, called, echo(body));
  }

  private static List<Fields> tools(Fields owner) {
    boolean empty =
        owner
            .value(TOOLS)
            .filter(value -> !(value instanceof JsonArray array && array.isEmpty()))
            .isEmpty();
    List<Fields> tools = empty ? List.of() : owner.objects(TOOLS);
    if (tools.size() > MAX_TOOLS) {
      throw InvalidRequest.tooManyItems(owner.path(TOOLS), MAX_TOOLS, tools.size());
    }
    return tools;
  }

  private void namespace(Fields namespace, boolean replaces) {
    String name = namespace.requiredString("name");
    if (name.isBlank()) {
      throw InvalidRequest.invalidValue(namespace.path("name"), "a name", name);
    }
    if (name.length() > MAX_NAMESPACE_CHARS) {
      throw InvalidRequest.tooLong(namespace.path("name"), MAX_NAMESPACE_CHARS, name.length());
    }
    for (Fields tool : tools(namespace)) {
      String type = tool.requiredString("type");
      if (!type.equals("function") && !type.equals("custom")) {
        throw InvalidRequest.invalidValue(tool.path("type"), "'function' or 'custom'", type);
      }
      add(tool, type, Optional.of(name), replaces);
    }
  }

  private void add(Fields fields, String type, Optional<String> namespace, boolean replaces) {
    String name = FunctionReader.name(fields);
    String qualifier = namespace.map(space -> ResponseTools.qualified(space, "")).orElse("");
    boolean custom = type.equals("custom");
    Tool tool =
        custom
            ? new Tool.Custom(
                qualifier + name,
                fields.string("description"),
                fields.object("format").map(format -> format.object().toString()))
            : functions.function(fields, qualifier);
    if (offered.put(tool.name(), tool) != null && !replaces) {
      throw FunctionReader.sameName(fields, name);
    }
    called.put(tool.name(), new Called(namespace, name, custom));
  }

  private static JsonArray echo(Fields body) {
    JsonArrayBuilder echo = Json.array();
    for (Fields tool : tools(body)) {
      JsonObject sent = tool.object();
      echo.add(sent.getString("type").equals("function") ? function(sent) : Json.object(sent));
    }
    return echo.build();
  }

  private static JsonObjectBuilder function(JsonObject sent) {
    JsonObjectBuilder tool = Json.object(sent);
    for (String member : List.of("description", "parameters")) {
      if (!sent.containsKey(member)) {
        tool.addNull(member);
      }
    }
    boolean strictGiven = sent.containsKey("strict") && !sent.isNull("strict");
    return strictGiven ? tool : tool.add("strict", true);
  }
}
