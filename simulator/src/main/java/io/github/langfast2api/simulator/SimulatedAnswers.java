package io.github.langfast2api.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a newcomer sees: see {@link AnswerSource#simulated}. */
final class SimulatedAnswers implements AnswerSource {
  private static final int TOKENS_AT_ONCE = 3;

  /** Long answers come in greater pieces, so that nobody waits for minutes. */
  private static final int MOST_PIECES = 100;

  private final Duration pace;

  SimulatedAnswers(Duration pace) {
    this.pace = pace;
  }

  @Override
  public RunScript to(Question question) {
    List<String> whole = Tokens.of(text(question));
    int limit = question.maxCompletionTokens().orElse(whole.size());
    List<String> said = whole.subList(0, Math.min(limit, whole.size()));
    List<RunStep> steps = new ArrayList<>(steps(said));
    steps.add(RunStep.complete(said.size() < whole.size() ? "length" : "stop"));
    return new RunScript(List.of(), steps);
  }

  private static String text(Question question) {
    return question
        .responseFormat()
        .flatMap(format -> SimulatedJson.text(format, question))
        .orElseGet(() -> prose(question));
  }

  private static String prose(Question question) {
    String asked =
        question.userText().isBlank()
            ? "There was no text in a user message to repeat."
            : "What it was asked is this: “%s”.".formatted(ShortText.of(question.userText(), 400));
    return """
    This answer comes from langfast2api's simulator and not from a model: \
    nothing has left your machine, and nobody has thought about it. \
    The model you named is %s. %s \
    As soon as langfast2api is configured with a LangFast to talk to, \
    the same request gets a real answer.\
    """
        .formatted(ShortText.of(question.model(), 100), asked);
  }

  private List<RunStep> steps(List<String> tokens) {
    int atOnce = Math.max(TOKENS_AT_ONCE, tokens.size() / MOST_PIECES);
    List<RunStep> steps = new ArrayList<>();
    for (int from = 0; from < tokens.size(); from += atOnce) {
      int to = Math.min(from + atOnce, tokens.size());
      steps.add(RunStep.pause(pace));
      steps.add(RunStep.say(String.join("", tokens.subList(from, to))));
    }
    return steps;
  }
}
