package io.github.langfast2api.simulator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Simulated answers in words, and the calls that come after words. */
final class SimulatedProse {
  private static final int MAX_QUOTED_CHARS = 400;
  private static final int MAX_MODEL_CHARS = 100;

  private SimulatedProse() {}

  static String of(Question question) {
    return """
    This answer comes from langfast2api's simulator and not from a model: \
    nothing has left your machine, and nobody has thought about it. \
    The model you named is %s. %s%s \
    As soon as langfast2api is configured with a LangFast to talk to, \
    the same request gets a real answer.\
    """
        .formatted(
            ShortText.of(question.model(), MAX_MODEL_CHARS),
            asked(question),
            question.tools().map(SimulatedProse::offered).orElse(""));
  }

  /**
   * The blocks of the calls that a question is answered with, if any.
   *
   * @param prose whether words come before them
   */
  static Optional<String> calls(OfferedTools tools, Question question, boolean prose) {
    List<SimulatedCall> calls = SimulatedCall.of(tools, question);
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    String names = calls.stream().map(SimulatedCall::name).collect(Collectors.joining(", "));
    String words = "langfast2api's simulator, which is no model, calls %s.\n".formatted(names);
    return Optional.of(
        calls.stream()
            .map(call -> call.block(tools.mark()))
            .collect(Collectors.joining("\n", prose ? words : "", "")));
  }

  private static String asked(Question question) {
    if (question.toolResults().isPresent()) {
      return "What came back from the tools is this: " + question.toolResults().get() + ".";
    }
    return question.userText().isBlank()
        ? "There was no text in a user message to repeat."
        : "What it was asked is this: “%s”."
            .formatted(ShortText.of(question.userText(), MAX_QUOTED_CHARS));
  }

  private static String offered(OfferedTools tools) {
    String names =
        tools.tools().stream()
            .map(tool -> tool.getString("name", ""))
            .collect(Collectors.joining(", "));
    String example = SimulatedCall.example(tools).map(SimulatedProse::howToCall).orElse("");
    return " The tools it may call are these: %s.%s"
        .formatted(ShortText.of(names, MAX_QUOTED_CHARS), example);
  }

  private static String howToCall(SimulatedCall call) {
    return " A line of a message calls one: “/call %s %s”."
        .formatted(call.name(), ShortText.of(call.arguments(), MAX_QUOTED_CHARS));
  }
}
