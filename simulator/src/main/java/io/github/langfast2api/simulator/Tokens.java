package io.github.langfast2api.simulator;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts text into pieces such as a model's tokens are: a word or a part of one, spaces before. */
final class Tokens {
  /** In code points, so that no surrogate pair is cut. */
  private static final Pattern TOKEN = Pattern.compile("\\s*\\S{1,6}|\\s+$");

  private Tokens() {}

  static List<String> of(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }
}
