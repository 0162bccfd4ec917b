package io.github.langfast2api.simulator;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The results of tools, as a user message holds them. */
final class ToolResults {
  private static final int MAX_QUOTED_CHARS = 400;
  private static final Pattern RESULT =
      Pattern.compile(
          "<(tool_result_[0-9a-f]{8})(?: call=\"\\d+\" name=\"([^\"]*)\")?>\\n(.*?)\\n?</\\1>",
          Pattern.DOTALL);

  private ToolResults() {}

  /** The results in words, without their tags; empty if the message is none of results. */
  static Optional<String> words(String userText) {
    return RESULT.matcher(userText).lookingAt()
        ? Optional.of(
            RESULT
                .matcher(userText)
                .results()
                .map(ToolResults::words)
                .collect(Collectors.joining("; ")))
        : Optional.empty();
  }

  private static String words(MatchResult result) {
    String name = Optional.ofNullable(result.group(2)).orElse("a tool");
    return "%s gave “%s”".formatted(name, ShortText.of(result.group(3), MAX_QUOTED_CHARS));
  }
}
