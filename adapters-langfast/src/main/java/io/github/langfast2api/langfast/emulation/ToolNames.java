package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tools by what a model may call them. Safe for any thread. */
final class ToolNames {

  /**
   * A tool that is called.
   *
   * @param name what its caller knows it by
   * @param freeText whether its input is no JSON
   * @param mapped whether the model called it something else
   */
  record Callee(String name, boolean freeText, boolean mapped) {}

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final String PREFIX = "functions.";

  private final Map<String, Tool> exact = new HashMap<>();
  private final Map<String, List<Tool>> similar = new HashMap<>();

  ToolNames(List<Tool> tools) {
    for (Tool tool : tools) {
      exact.put(tool.name(), tool);
      String name = simplified(tool.name());
      String bare = name.substring(name.lastIndexOf('.') + 1);
      similar.computeIfAbsent(name, key -> new ArrayList<>()).add(tool);
      if (!bare.equals(name)) {
        similar.computeIfAbsent(bare, key -> new ArrayList<>()).add(tool);
      }
    }
  }

  /**
   * The tool that the model means.
   *
   * @return a tool that is not offered under the name that it was called by, since its caller can
   *     tell the model so; empty if that is no name
   */
  Optional<Callee> find(String written) {
    Tool tool = exact.get(written);
    if (tool != null) {
      return Optional.of(callee(tool, /* mapped= */ false));
    }
    String meant = written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
    List<Tool> fitting = similar.getOrDefault(simplified(meant), List.of());
    if (fitting.size() == 1) {
      return Optional.of(callee(fitting.getFirst(), /* mapped= */ true));
    }
    return Optional.of(written)
        .filter(name -> LEGAL.matcher(name).matches())
        .map(name -> new Callee(name, /* freeText= */ false, /* mapped= */ false));
  }

  private static Callee callee(Tool tool, boolean mapped) {
    return new Callee(tool.name(), tool instanceof Tool.Custom, mapped);
  }

  private static String simplified(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
