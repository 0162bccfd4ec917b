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
import io.github.langfast2api.http.responses.ResponseTools.ToolIdentity;
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
import org.jspecify.annotations.Nullable;

/**
 * The reader of tools: functions and custom tools, also those in namespaces, are the model's to
 * call. A tool that only OpenAI's servers have is left out where it is an offer. For one request.
 */
final class ResponseToolsReader {

  private static final String TOOLS = "tools";

  /** The most tools of one list, and the most that the model is told of. */
  private static final int MAX_TOOLS = 128;

  private static final int MAX_OFFERED = 512;

  /** The tools of OpenAI's servers; some have a date or {@code _preview} behind their names. */
  private static final Pattern HOSTED =
      Pattern.compile(
          "(web_search|file_search|computer|computer_use|code_interpreter|image_generation|mcp"
              + "|local_shell|shell|tool_search|apply_patch|programmatic_tool_calling)"
              + "(_preview)?(_\\d{4}_\\d{2}_\\d{2})?");

  private final FunctionReader functions;
  private final Map<String, Tool> offered = new LinkedHashMap<>();
  private final Map<String, ToolIdentity> identities = new LinkedHashMap<>();
  private final List<DroppedTool> dropped = new ArrayList<>();
  private @Nullable ResponseToolsReader past;

  ResponseToolsReader(SchemaCheck schemas) {
    this(new FunctionReader(schemas));
  }

  private ResponseToolsReader(FunctionReader functions) {
    this.functions = functions;
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

  /**
   * A reader of the tools of earlier requests, of which those count that have no new ones' names.
   */
  ResponseToolsReader ofThePast() {
    past = new ResponseToolsReader(functions);
    return past;
  }

  /** All tools that were added, and the choice among them. */
  ResponseTools read(Fields body) {
    if (past != null) {
      past.offered.forEach(offered::putIfAbsent);
      past.identities.forEach(identities::putIfAbsent);
    }
    List<Tool> tools = List.copyOf(offered.values());
    ToolChoice choice = new ResponseToolChoiceReader(identities, dropped).read(body);
    boolean parallel = body.optionalFlag("parallel_tool_calls").orElse(true);
    ToolOptions options =
        tools.isEmpty() ? ToolOptions.NONE : new ToolOptions(tools, choice, parallel);
    return new ResponseTools(options, dropped, identities, echo(body));
  }

  private static List<Fields> tools(Fields owner) {
    List<Fields> tools = owner.optionalObjects(TOOLS);
    if (tools.size() > MAX_TOOLS) {
      throw InvalidRequest.tooManyItems(owner.path(TOOLS), MAX_TOOLS, tools.size());
    }
    return tools;
  }

  private void namespace(Fields namespace, boolean replaces) {
    String name = FunctionReader.name(namespace);
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
    var unusedStrict = fields.optionalFlag("strict");
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
    if (offered.size() > MAX_OFFERED) {
      throw InvalidRequest.tooManyItems(TOOLS, MAX_OFFERED);
    }
    identities.put(tool.name(), new ToolIdentity(namespace, name, custom));
  }

  private static JsonArray echo(Fields body) {
    JsonArrayBuilder echo = Json.array();
    for (Fields tool : tools(body)) {
      echo.add(
          switch (tool.requiredString("type")) {
            case "function" -> function(tool.object());
            case "namespace" -> Json.object(tool.object()).add(TOOLS, echo(tool));
            default -> Json.object(tool.object());
          });
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
