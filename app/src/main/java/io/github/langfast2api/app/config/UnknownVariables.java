package io.github.langfast2api.app.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Environment variables that are named as only the gateway's settings are, and are none: probably
 * misspelt. Unlike arguments and files, the environment is everybody's, so that they are no error.
 */
final class UnknownVariables {

  private static final Pattern OURS = Pattern.compile("(LANGFAST|USER_SET)_.+");

  private UnknownVariables() {}

  /**
   * A sentence about each of them.
   *
   * @param names of all settings, asked for if a variable might be one
   */
  static List<String> in(Map<String, String> environment, Supplier<Set<String>> names) {
    List<String> ours =
        environment.keySet().stream().filter(name -> OURS.matcher(name).matches()).toList();
    return ours.isEmpty() ? List.of() : sentences(ours, names.get());
  }

  private static List<String> sentences(Collection<String> variables, Set<String> names) {
    return variables.stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .map(
            name ->
                "the environment variable %s is no setting%s"
                    .formatted(name, NameSuggestion.of(name, names)))
        .toList();
  }
}
