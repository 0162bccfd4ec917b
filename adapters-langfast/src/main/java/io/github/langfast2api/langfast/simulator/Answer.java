package io.github.langfast2api.langfast.simulator;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a run goes, step by step. The content that is said accumulates over both lists.
 *
 * @param beforeAccepted played before the call that starts the run is answered: these events
 *     overtake the job's id
 * @param steps played after that answer was sent
 */
public record Answer(List<Step> beforeAccepted, List<Step> steps) {

  public Answer {
    beforeAccepted = List.copyOf(beforeAccepted);
    steps = List.copyOf(steps);
  }

  /** A run whose events all come after it was accepted. */
  public static Answer of(Step... steps) {
    return new Answer(List.of(), List.of(steps));
  }

  /** A run that says these pieces without any pause and completes with {@code stop}. */
  public static Answer saying(String... pieces) {
    Stream<Step> said = Stream.of(pieces).map(Step::say);
    return new Answer(List.of(), Stream.concat(said, Stream.of(Step.complete("stop"))).toList());
  }
}
