package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.http.answer.DroppedTool;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.responses.ResponseTools.ToolIdentity;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reader of {@code tool_choice}. A tool that only OpenAI's servers have cannot be demanded.
 *
 * @param offered the tools that can be chosen, by their names for the model
 * @param dropped those that cannot
 */
record ResponseToolChoiceReader(Map<String, ToolIdentity> offered, List<DroppedTool> dropped) {

  private static final String TOOL_CHOICE = "tool_choice";
  private static final Set<String> MODES = Set.of("auto", "required");

  ToolChoice read(Fields body) {
    Optional<JsonValue> choice = body.value(TOOL_CHOICE);
    if (choice.isEmpty()) {
      return new ToolChoice.Auto();
    }
    return switch (choice.get()) {
      case JsonString word -> mode(word.getString());
      case JsonObject object -> chosen(new Fields(object, TOOL_CHOICE));
      default -> throw InvalidRequest.wrongType(TOOL_CHOICE, "a string or an object", choice.get());
    };
  }

  private ToolChoice mode(String word) {
    return switch (word) {
      case "none" -> new ToolChoice.None();
      case "auto" -> new ToolChoice.Auto();
      case "required" -> {
        requireTools();
        yield new ToolChoice.Required();
      }
      default ->
          throw InvalidRequest.invalidValue(
              TOOL_CHOICE, "'none', 'auto', 'required' or an object", word);
    };
  }

  private ToolChoice chosen(Fields choice) {
    String type = choice.requiredString("type");
    return switch (type) {
      case "function", "custom" -> new ToolChoice.Named(requireOffered(choice, type));
      case "allowed_tools" -> allowed(choice);
      default -> throw InvalidRequest.unsupportedValue(TOOL_CHOICE, type);
    };
  }

  private ToolChoice allowed(Fields choice) {
    boolean required =
        choice
            .enumValue("mode", MODES)
            .orElseThrow(() -> InvalidRequest.missing(choice.path("mode")))
            .equals("required");
    Set<String> names = new LinkedHashSet<>();
    for (Fields tool : choice.objects("tools")) {
      String type = tool.requiredString("type");
      if (type.equals("function") || type.equals("custom")) {
        names.add(requireOffered(tool, type));
      } else if (dropped.stream().noneMatch(other -> other.type().equals(type))) {
        throw InvalidRequest.invalidValue(TOOL_CHOICE, "a tool that the request offers", type);
      }
    }
    if (required && names.isEmpty()) {
      throw InvalidRequest.unsupportedValue(TOOL_CHOICE, "required");
    }
    return names.isEmpty() ? new ToolChoice.None() : new ToolChoice.Allowed(names, required);
  }

  /** The name for the model of the tool that is meant, which may be without its namespace. */
  private String requireOffered(Fields choice, String type) {
    boolean custom = type.equals("custom");
    String name = choice.requiredString("name");
    String qualified =
        choice.string("namespace").map(space -> ResponseTools.qualified(space, name)).orElse(name);
    ToolIdentity exact = offered.get(qualified);
    if (exact != null && exact.custom() == custom) {
      return qualified;
    }
    List<String> same =
        offered.entrySet().stream()
            .filter(tool -> tool.getValue().name().equals(name))
            .filter(tool -> tool.getValue().custom() == custom)
            .map(Map.Entry::getKey)
            .toList();
    if (same.size() != 1) {
      throw InvalidRequest.invalidValue(TOOL_CHOICE, "a tool that the request offers", name);
    }
    return same.getFirst();
  }

  private void requireTools() {
    if (!offered.isEmpty()) {
      return;
    }
    if (!dropped.isEmpty()) {
      throw InvalidRequest.unsupportedValue(dropped.getFirst().path(), dropped.getFirst().type());
    }
    throw InvalidRequest.inconsistent(
        TOOL_CHOICE, "'tool_choice' cannot be 'required' without 'tools'.");
  }
}
