package io.github.langfast2api.simulator;

import java.util.List;
import java.util.stream.Stream;

/**
 * The script of a run. Its content accumulates over both lists of steps.
 *
 * @param beforeAccepted played before the response to the call that starts the run: these events
 *     overtake the job id
 * @param steps played after that response was sent
 */
public record RunScript(List<RunStep> beforeAccepted, List<RunStep> steps) {

  public RunScript {
    beforeAccepted = List.copyOf(beforeAccepted);
    steps = List.copyOf(steps);
  }

  /** A script whose events all come after the run was accepted. */
  public static RunScript of(RunStep... steps) {
    return new RunScript(List.of(), List.of(steps));
  }

  /** A script that sends these deltas without pauses and completes with {@code stop}. */
  public static RunScript saying(String... pieces) {
    Stream<RunStep> said = Stream.of(pieces).map(RunStep::say);
    return new RunScript(
        List.of(), Stream.concat(said, Stream.of(RunStep.complete("stop"))).toList());
  }
}
