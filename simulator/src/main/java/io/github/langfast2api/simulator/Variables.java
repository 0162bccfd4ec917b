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
 * The variables of a test case. With a test case, {@code {{name}}} becomes the value of that
 * variable, and nothing at all where it has none; so a client that forgets to pass a user's own
 * {@code {{name}}} through sees it vanish here.
 */
record Variables(Map<String, String> values) implements UnaryOperator<String> {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");

  /** How the first of the test cases fills a text in; without one the text stays as it is. */
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
            .filter(each -> Bodies.text(each, "name").isPresent())
            .collect(
                Collectors.toMap(
                    each -> each.getString("name"),
                    each -> each.getString("value", ""),
                    (first, second) -> first)));
  }

  @Override
  public String apply(String text) {
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place)));
  }

  private String value(MatchResult place) {
    String name = place.group(1).strip();
    return name.isEmpty() ? place.group() : values.getOrDefault(name, "");
  }
}
