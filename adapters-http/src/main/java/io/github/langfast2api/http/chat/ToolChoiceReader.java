package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reader of {@code tool_choice}, and of {@code function_call}, which it was before. */
final class ToolChoiceReader {

  private static final String TOOL_CHOICE = "tool_choice";
  private static final String FUNCTION_CALL = "function_call";
  private static final Set<String> MODES = Set.of("auto", "required");

  private ToolChoiceReader() {}

  /**
   * Reads {@code tool_choice}.
   *
   * @param offered the tools that can be chosen
   */
  static ToolChoice toolChoice(Fields body, List<Tool> offered) {
    Optional<JsonValue> choice = body.value(TOOL_CHOICE);
    if (choice.isEmpty()) {
      return new ToolChoice.Auto();
    }
    return switch (choice.get()) {
      case JsonString word -> mode(word.getString(), offered);
      case JsonObject object -> chosen(new Fields(object, TOOL_CHOICE), offered);
      default -> throw wrongType(TOOL_CHOICE, choice.get());
    };
  }

  /**
   * Reads {@code function_call}.
   *
   * @param offered the functions that can be chosen
   */
  static ToolChoice functionCall(Fields body, List<Tool> offered) {
    Optional<JsonValue> choice = body.value(FUNCTION_CALL);
    if (choice.isEmpty()) {
      return new ToolChoice.Auto();
    }
    return switch (choice.get()) {
      case JsonString word when word.getString().equals("auto") -> new ToolChoice.Auto();
      case JsonString word when word.getString().equals("none") -> new ToolChoice.None();
      case JsonString word ->
          throw InvalidRequest.invalidValue(
              FUNCTION_CALL, "'none', 'auto' or an object with a name", word.getString());
      case JsonObject object ->
          named(FUNCTION_CALL, new Fields(object, FUNCTION_CALL).requiredString("name"), offered);
      default -> throw wrongType(FUNCTION_CALL, choice.get());
    };
  }

  private static ToolChoice mode(String word, List<Tool> offered) {
    return switch (word) {
      case "none" -> new ToolChoice.None();
      case "auto" -> new ToolChoice.Auto();
      case "required" -> {
        requireTools(offered);
        yield new ToolChoice.Required();
      }
      default ->
          throw InvalidRequest.invalidValue(
              TOOL_CHOICE, "'none', 'auto', 'required' or an object", word);
    };
  }

  private static ToolChoice chosen(Fields choice, List<Tool> offered) {
    String type = choice.requiredString("type");
    return switch (type) {
      case "function" ->
          named(TOOL_CHOICE, choice.requiredObject("function").requiredString("name"), offered);
      case "allowed_tools" -> allowed(choice.requiredObject("allowed_tools"), offered);
      default ->
          throw InvalidRequest.invalidValue(
              TOOL_CHOICE, "a choice of type 'function' or 'allowed_tools'", type);
    };
  }

  private static ToolChoice allowed(Fields allowed, List<Tool> offered) {
    boolean required =
        allowed
            .enumValue("mode", MODES)
            .orElseThrow(() -> InvalidRequest.missing(allowed.path("mode")))
            .equals("required");
    Set<String> names = new LinkedHashSet<>();
    for (Fields tool : allowed.objects("tools")) {
      names.add(
          requireOffered(
              TOOL_CHOICE, tool.requiredObject("function").requiredString("name"), offered));
    }
    return new ToolChoice.Allowed(names, required);
  }

  private static ToolChoice named(String param, String name, List<Tool> offered) {
    return new ToolChoice.Named(requireOffered(param, name, offered));
  }

  private static String requireOffered(String param, String name, List<Tool> offered) {
    if (offered.stream().noneMatch(tool -> tool.name().equals(name))) {
      throw InvalidRequest.invalidValue(param, "a tool that the request offers", name);
    }
    return name;
  }

  private static void requireTools(List<Tool> offered) {
    if (offered.isEmpty()) {
      throw InvalidRequest.inconsistent(
          TOOL_CHOICE, "'tool_choice' cannot be 'required' without 'tools'.");
    }
  }

  private static ApiException wrongType(String param, JsonValue value) {
    return InvalidRequest.wrongType(param, "a string or an object", value);
  }
}
