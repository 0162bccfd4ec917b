package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.FunctionReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The reader of {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}, and of {@code
 * functions} and {@code function_call}, which they were before. Safe for any thread.
 */
final class ChatToolsReader {

  private static final String TOOLS = "tools";
  private static final String FUNCTIONS = "functions";
  private static final int MAX_TOOLS = 128;

  private final FunctionReader reader;

  ChatToolsReader(SchemaCheck schemas) {
    this.reader = new FunctionReader(schemas);
  }

  /** Reads the tools of a body and the choice among them. */
  ToolOptions read(Fields body) {
    Optional<Boolean> parallel = body.optionalFlag("parallel_tool_calls");
    List<Fields> tools = items(body, TOOLS);
    List<Fields> functions = items(body, FUNCTIONS);
    if (!tools.isEmpty() && !functions.isEmpty()) {
      throw InvalidRequest.inconsistent(
          FUNCTIONS, "'functions' cannot be used together with 'tools'.");
    }
    if (!functions.isEmpty()) {
      List<Tool> offered = functions(functions);
      return new ToolOptions(
          offered, ToolChoiceReader.functionCall(body, offered), /* parallel= */ false);
    }
    List<Tool> offered = functions(tools.stream().map(ChatToolsReader::function).toList());
    var unused = ToolChoiceReader.functionCall(body, List.of());
    ToolChoice choice = ToolChoiceReader.toolChoice(body, offered);
    return offered.isEmpty()
        ? ToolOptions.NONE
        : new ToolOptions(offered, choice, parallel.orElse(true));
  }

  /** Whether a body offers its tools as functions, so that calls are to be told as such. */
  static boolean isLegacy(Fields body) {
    return !items(body, FUNCTIONS).isEmpty();
  }

  private static List<Fields> items(Fields body, String name) {
    List<Fields> items = body.optionalObjects(name);
    if (items.size() > MAX_TOOLS) {
      throw InvalidRequest.tooManyItems(name, MAX_TOOLS, items.size());
    }
    return items;
  }

  private static Fields function(Fields tool) {
    String type = tool.requiredString("type");
    return switch (type) {
      case "function" -> tool.requiredObject("function");
      case "custom" -> throw InvalidRequest.unsupportedValue(tool.path("type"), type);
      default -> throw InvalidRequest.invalidValue(tool.path("type"), "'function'", type);
    };
  }

  private List<Tool> functions(List<Fields> functions) {
    List<Tool> tools = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields function : functions) {
      Tool.Function tool = reader.function(function, "");
      if (!names.add(tool.name())) {
        throw FunctionReader.sameName(function, tool.name());
      }
      tools.add(tool);
    }
    return tools;
  }
}
