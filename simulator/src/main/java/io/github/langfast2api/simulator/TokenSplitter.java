package io.github.langfast2api.simulator;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Splits text into pieces like a model's tokens: words or parts of them, with leading spaces. */
final class TokenSplitter {
  /** Matches code points, so that no surrogate pair is split. */
  private static final Pattern TOKEN = Pattern.compile("\\s*\\S{1,6}|\\s+$");

  private TokenSplitter() {}

  static List<String> split(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }
}
