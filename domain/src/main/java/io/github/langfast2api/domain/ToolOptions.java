package io.github.langfast2api.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The tools that are offered to the model.
 *
 * @param offered in the client's order, each under a name of its own
 * @param choice whether and which of them it may or must call
 * @param parallel whether one answer may hold several calls
 */
public record ToolOptions(List<Tool> offered, ToolChoice choice, boolean parallel) {

  /** No tools. */
  public static final ToolOptions NONE =
      new ToolOptions(List.of(), new ToolChoice.Auto(), /* parallel= */ true);

  public ToolOptions {
    Objects.requireNonNull(choice);
    offered = List.copyOf(offered);
    Set<String> names = new HashSet<>();
    for (Tool tool : offered) {
      if (!names.add(tool.name())) {
        throw new IllegalArgumentException("two tools are called " + tool.name());
      }
    }
    if (choice instanceof ToolChoice.Named(String name) && !names.contains(name)) {
      throw new IllegalArgumentException("no tool is called " + name);
    }
    if (choice.isForced() && offered.isEmpty()) {
      throw new IllegalArgumentException("a call is required, and there is no tool");
    }
  }

  /** How many calls an answer may hold. */
  public int maxCalls() {
    return parallel && !(choice instanceof ToolChoice.Named) ? Integer.MAX_VALUE : 1;
  }
}
