package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Template variables that evaluate to themselves: LangFast replaces {@code {{name}}} in a message
 * by the variable's value, but a client's text must arrive as it is.
 */
final class TemplateVariables {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");

  private TemplateVariables() {}

  /** The variables of a test case, {@code [{name, value}]}: one for each placeholder in a text. */
  static JsonArray of(List<Message> messages) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Text(String text)) {
          collect(text, values);
        }
      }
    }
    JsonArrayBuilder variables = JsonFormat.array();
    values.forEach(
        (name, value) -> variables.add(JsonFormat.object().add("name", name).add("value", value)));
    return variables.build();
  }

  private static void collect(String text, Map<String, String> values) {
    Matcher found = VARIABLE.matcher(text);
    while (found.find()) {
      String name = found.group(1).strip();
      if (!name.isEmpty()) {
        values.putIfAbsent(name, found.group());
      }
    }
  }
}
