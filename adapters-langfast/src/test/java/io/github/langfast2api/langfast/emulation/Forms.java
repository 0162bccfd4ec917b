package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plays scripts of calls as text in the form that the emulation asks for. */
public final class Forms {

  /** What tests emulate with: a model that takes system messages. */
  public static final EmulationSettings SETTINGS =
      new EmulationSettings(
          "a secret",
          model -> Set.of(Role.SYSTEM, Role.USER, Role.ASSISTANT),
          /* passesFormatOn= */ false,
          new JsonSchemas(),
          new MemoryBudget(1L << 30),
          EmulationObserver.NONE);

  private Forms() {}

  /** The marks of a set of tools. */
  static Marks marks(ToolOptions tools) {
    return ToolPrompt.of(tools.offered(), new MarkDigest(SETTINGS.secret())).marks();
  }

  /** The script of a model that was offered these tools and only writes text. */
  public static Script written(Script script, ToolOptions tools) {
    Marks marks = marks(tools);
    List<Script.Step> steps = new ArrayList<>();
    for (Script.Step step : script.steps()) {
      steps.add(
          switch (step) {
            case Script.Step.Call(String name, String arguments) ->
                new Script.Step.Say("\n" + marks.opening(name) + arguments + marks.closing());
            case Script.Step.BrokenCall(String name, String arguments) ->
                new Script.Step.Say("\n" + marks.opening(name) + arguments);
            default -> step;
          });
    }
    return new Script(steps);
  }
}
