package io.github.langfast2api.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Simulated answers: see {@link AnswerSource#simulated}. */
final class SimulatedAnswers implements AnswerSource {
  private static final int MIN_TOKENS_PER_DELTA = 3;

  /** Long answers have longer deltas, so that they do not take minutes. */
  private static final int MAX_DELTAS = 100;

  private final Duration pace;

  SimulatedAnswers(Duration pace) {
    this.pace = pace;
  }

  @Override
  public RunScript to(Question question) {
    List<String> whole = TokenSplitter.split(text(question));
    int limit = question.maxCompletionTokens().orElse(whole.size());
    List<String> said = whole.subList(0, Math.min(limit, whole.size()));
    List<RunStep> steps = new ArrayList<>(steps(said));
    steps.add(RunStep.complete(said.size() < whole.size() ? "length" : "stop"));
    return new RunScript(List.of(), steps);
  }

  private static String text(Question question) {
    Optional<String> json =
        question.responseFormat().flatMap(format -> SimulatedJson.text(format, question));
    return question
        .tools()
        .flatMap(tools -> SimulatedProse.calls(tools, question, json.isEmpty()))
        .or(() -> json)
        .orElseGet(() -> SimulatedProse.of(question));
  }

  private List<RunStep> steps(List<String> tokens) {
    int perDelta = Math.max(MIN_TOKENS_PER_DELTA, tokens.size() / MAX_DELTAS);
    List<RunStep> steps = new ArrayList<>();
    for (int from = 0; from < tokens.size(); from += perDelta) {
      int to = Math.min(from + perDelta, tokens.size());
      steps.add(RunStep.pause(pace));
      steps.add(RunStep.say(String.join("", tokens.subList(from, to))));
    }
    return steps;
  }
}
