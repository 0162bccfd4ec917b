package io.github.langfast2api.langfast;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Template variables that evaluate to themselves: LangFast replaces {@code {{name}}} in a text by
 * the variable's value, but a client's text must arrive as it is. Texts are sent unchanged as far
 * as possible, since not every LangFast may replace anything.
 *
 * <p>White space around a name does not count, so one variable stands for all its spellings and can
 * have one of them as its value. In the others a further variable, whose value is those braces,
 * takes the place of the opening braces.
 */
final class TemplateVariables {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final String OPENING = "langfast2api_braces";

  private final Map<String, String> values = new LinkedHashMap<>();
  private boolean ambiguous;

  private TemplateVariables() {}

  /** The variables for texts, of which each is sent as a whole. */
  static TemplateVariables of(Collection<String> texts) {
    TemplateVariables variables = new TemplateVariables();
    texts.forEach(variables::collect);
    return variables;
  }

  /** A text of those in the form that evaluates to it. */
  String escaped(String text) {
    return ambiguous
        ? PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escaped(found)))
        : text;
  }

  /** The variables of a test case, {@code [{name, value}]}. */
  JsonArray toJson() {
    JsonArrayBuilder variables = JsonFormat.array();
    values.forEach((name, value) -> add(variables, name, value));
    if (ambiguous) {
      // The last, should they be replaced one after the other.
      add(variables, opening(), "{{");
    }
    return variables.build();
  }

  private void collect(String text) {
    Matcher found = PLACEHOLDER.matcher(text);
    while (found.find()) {
      String name = trimmed(found.group(1));
      if (!name.isEmpty()) {
        ambiguous |= !values.computeIfAbsent(name, first -> found.group()).equals(found.group());
      }
    }
  }

  private String escaped(MatchResult found) {
    String value = values.getOrDefault(trimmed(found.group(1)), found.group());
    return value.equals(found.group())
        ? value
        : "{{" + opening() + "}}" + found.group().substring(2);
  }

  /** A name that no text has. */
  private String opening() {
    String name = OPENING;
    while (values.containsKey(name)) {
      name += "_";
    }
    return name;
  }

  private static void add(JsonArrayBuilder variables, String name, String value) {
    variables.add(JsonFormat.object().add("name", name).add("value", value));
  }

  /** Without what any language takes for white space. */
  private static String trimmed(String name) {
    int from = 0;
    int to = name.length();
    while (from < to && isSpace(name.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(name.charAt(to - 1))) {
      to--;
    }
    return name.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }
}
