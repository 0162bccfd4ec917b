package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.FunctionReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The reader of {@code tools} and {@code tool_choice}. A tool of Anthropic's servers, or one whose
 * schema Anthropic's models know by heart, is refused: left out, it would be missed in silence.
 * Safe for any thread.
 */
record OfferedToolsReader(SchemaCheck schemas) {

  private static final String TOOLS = "tools";
  private static final String TOOL_CHOICE = "tool_choice";
  private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

  /** Reads the tools of a body and the choice among them. */
  ToolOptions read(Fields body) {
    Map<String, Tool> offered = new LinkedHashMap<>();
    for (Fields tool : body.optionalObjects(TOOLS)) {
      Tool.Function function = tool(tool);
      if (offered.put(function.name(), function) != null) {
        throw FunctionReader.sameName(tool, function.name());
      }
    }
    boolean parallel =
        !body.object(TOOL_CHOICE)
            .map(choice -> choice.flag("disable_parallel_tool_use"))
            .orElse(false);
    ToolChoice choice =
        body.object(TOOL_CHOICE)
            .map(asked -> choice(asked, offered.keySet()))
            .orElse(new ToolChoice.Auto());
    return offered.isEmpty()
        ? ToolOptions.NONE
        : new ToolOptions(List.copyOf(offered.values()), choice, parallel);
  }

  private Tool.Function tool(Fields tool) {
    String type = tool.string("type").orElse("custom");
    if (!type.equals("custom")) {
      throw InvalidRequest.unsupportedValue(tool.path("type"), type);
    }
    String name = tool.requiredString("name");
    if (!NAME.matcher(name).matches()) {
      throw InvalidRequest.invalidValue(
          tool.path("name"), "up to 128 letters, digits, underscores and dashes", name);
    }
    return new Tool.Function(name, tool.string("description"), Optional.of(schema(tool, name)));
  }

  private String schema(Fields tool, String name) {
    Fields schema = tool.requiredObject("input_schema");
    String type = schema.requiredString("type");
    if (!type.equals("object")) {
      throw InvalidRequest.invalidValue(schema.path("type"), "'object'", type);
    }
    String json = schema.object().toString();
    schemas
        .faultOfParameters(json)
        .ifPresent(
            fault -> {
              throw InvalidRequest.invalidSchema(
                  schema.path(), "invalid_function_parameters", "tool '" + name + "'", fault);
            });
    return json;
  }

  private static ToolChoice choice(Fields choice, Set<String> offered) {
    String type =
        choice
            .enumValue("type", CHOICES)
            .orElseThrow(() -> InvalidRequest.missing(choice.path("type")));
    return switch (type) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "any" -> {
        if (offered.isEmpty()) {
          throw InvalidRequest.inconsistent(
              TOOL_CHOICE, "A choice of type 'any' needs tools to choose from.");
        }
        yield new ToolChoice.Required();
      }
      default -> {
        String name = choice.requiredString("name");
        if (!offered.contains(name)) {
          throw InvalidRequest.invalidValue(
              choice.path("name"), "a tool that the request offers", name);
        }
        yield new ToolChoice.Named(name);
      }
    };
  }
}
