package io.github.langfast2api.langfast.simulator;

import java.time.Duration;

/** Answers the runs for which nothing was scripted. Called from many threads at once. */
@FunctionalInterface
public interface Answers {

  /** The answer to this question. */
  Answer to(Question question);

  /**
   * Answers that say they are simulated and repeat what was asked, in the form that was asked for.
   *
   * @param pace the pause before each group of words; zero for none
   */
  static Answers simulated(Duration pace) {
    return new SimulatedAnswers(pace);
  }
}
