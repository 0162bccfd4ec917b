package io.github.langfast2api.simulator;

import java.time.Duration;

/** Answers the runs for which nothing was scripted. Called from many threads at once. */
@FunctionalInterface
public interface AnswerSource {

  /** The answer to this question. */
  RunScript to(Question question);

  /**
   * Answers that say they are simulated and repeat what was asked, in the form that was asked for.
   *
   * @param pace the pause before each group of words; zero for none
   */
  static AnswerSource simulated(Duration pace) {
    return new SimulatedAnswers(pace);
  }
}
