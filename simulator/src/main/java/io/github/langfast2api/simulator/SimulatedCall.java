package io.github.langfast2api.simulator;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A call of a tool in a simulated answer.
 *
 * @param name the tool's name
 * @param arguments as they were given, even if they are no JSON: so a client can be tried with them
 */
record SimulatedCall(String name, String arguments) {
  /** A line that asks for a call, as in {@code /call get_weather {"city":"Oslo"}}. */
  private static final Pattern LINE =
      Pattern.compile("^[ \\t]*/call[ \\t]+([^\\s\"<>]+)[ \\t]*(.*)$", Pattern.MULTILINE);

  /** The member of a tool whose calls hold free text. */
  private static final String FREE_TEXT = "input";

  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  /** The calls that a question asks for and the rules allow; one at least where they demand it. */
  static List<SimulatedCall> of(OfferedTools tools, Question question) {
    List<SimulatedCall> asked =
        question.toolResults().isPresent() ? List.of() : lines(question.userText());
    List<SimulatedCall> allowed =
        asked.stream().filter(call -> tools.allows(call.name)).limit(tools.maxCalls()).toList();
    return allowed.isEmpty() && tools.mustCall()
        ? example(tools).map(List::of).orElse(List.of())
        : allowed;
  }

  /** A call of the first tool that may be called, with arguments that its schema allows. */
  static Optional<SimulatedCall> example(OfferedTools tools) {
    return tools.tools().stream()
        .filter(tool -> tools.allows(tool.getString("name", "")))
        .findFirst()
        .map(tool -> new SimulatedCall(tool.getString("name"), arguments(tool)));
  }

  /** The block in which it is written. */
  String block(String mark) {
    return "<%s name=\"%s\">%s</%s>".formatted(mark, name, arguments, mark);
  }

  private static List<SimulatedCall> lines(String text) {
    return LINE.matcher(text).results().map(SimulatedCall::of).toList();
  }

  private static SimulatedCall of(MatchResult line) {
    String arguments = line.group(2).strip();
    return new SimulatedCall(line.group(1), arguments.isEmpty() ? "{}" : arguments);
  }

  private static String arguments(JsonObject tool) {
    if (tool.containsKey(FREE_TEXT)) {
      return "simulated";
    }
    JsonObject schema = LenientJson.object(tool, "parameters").orElse(JsonObject.EMPTY_JSON_OBJECT);
    return SimulatedJson.instance(
        BUILDERS.createObjectBuilder(schema).add("type", "object").build(), "simulated");
  }
}
