package io.github.langfast2api.simulator;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a run goes, step by step. The content that is said accumulates over both lists.
 *
 * @param beforeAccepted played before the call that starts the run is answered: these events
 *     overtake the job's id
 * @param steps played after that answer was sent
 */
public record RunScript(List<RunStep> beforeAccepted, List<RunStep> steps) {

  public RunScript {
    beforeAccepted = List.copyOf(beforeAccepted);
    steps = List.copyOf(steps);
  }

  /** A run whose events all come after it was accepted. */
  public static RunScript of(RunStep... steps) {
    return new RunScript(List.of(), List.of(steps));
  }

  /** A run that says these pieces without any pause and completes with {@code stop}. */
  public static RunScript saying(String... pieces) {
    Stream<RunStep> said = Stream.of(pieces).map(RunStep::say);
    return new RunScript(
        List.of(), Stream.concat(said, Stream.of(RunStep.complete("stop"))).toList());
  }
}
