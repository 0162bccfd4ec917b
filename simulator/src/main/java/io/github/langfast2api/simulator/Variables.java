package io.github.langfast2api.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The template variables of a test case: {@code {{name}}} in a text is replaced by the variable's
 * value, or by nothing if there is none. So a client that does not escape a user's own {@code
 * {{name}}} loses it here, as with LangFast.
 */
record Variables(Map<String, String> values) implements UnaryOperator<String> {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");

  /** What JavaScript's trim removes. */
  private static final Pattern SPACES = Pattern.compile("^[\\s\\p{Z}\uFEFF]+|[\\s\\p{Z}\uFEFF]+$");

  /** The replacement by the first test case; without one, texts stay as they are. */
  static UnaryOperator<String> of(JsonArray testCases) {
    return testCases.stream()
        .findFirst()
        .filter(first -> first instanceof JsonObject)
        .map(first -> first.asJsonObject().get("variables"))
        .map(Variables::read)
        .orElse(UnaryOperator.identity());
  }

  private static UnaryOperator<String> read(JsonValue variables) {
    if (!(variables instanceof JsonArray list)) {
      return new Variables(Map.of());
    }
    return new Variables(
        list.stream()
            .filter(each -> each instanceof JsonObject)
            .map(JsonValue::asJsonObject)
            .filter(each -> LenientJson.text(each, "name").isPresent())
            .collect(
                Collectors.toMap(
                    each -> each.getString("name"),
                    each -> each.getString("value", ""),
                    (first, second) -> first)));
  }

  @Override
  public String apply(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(placeholder -> Matcher.quoteReplacement(value(placeholder)));
  }

  private String value(MatchResult placeholder) {
    String name = SPACES.matcher(placeholder.group(1)).replaceAll("");
    return name.isEmpty() ? placeholder.group() : values.getOrDefault(name, "");
  }
}
