package io.github.langfast2api.simulator;

import java.time.Duration;

/** Answers the questions for which there is no script. Called by many threads at once. */
@FunctionalInterface
public interface AnswerSource {

  /** The script that answers this question. */
  RunScript to(Question question);

  /**
   * Answers that say that they are simulated and repeat the question, in the response format that
   * it asks for. Where tools are offered, a line {@code /call name arguments} of the last user
   * message calls one, and their results are repeated.
   *
   * @param pace the pause before each group of words; zero for none
   */
  static AnswerSource simulated(Duration pace) {
    return new SimulatedAnswers(pace);
  }
}
