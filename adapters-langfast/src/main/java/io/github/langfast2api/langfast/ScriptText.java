package io.github.langfast2api.langfast;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a script or a page with the escapes of its string literals undone. */
final class ScriptText {

  /** Escapes of ECMAScript's string literals, once or several times over. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "(?<!\\\\)\\\\++(?:u([0-9a-fA-F]{4})|u\\{0*+([0-9a-fA-F]{1,4})\\}|x([0-9a-fA-F]{2})"
              + "|([bfnrtv/\"']))");

  private ScriptText() {}

  /** The text as a program has it. What is not ASCII is left as it is: no key or name has it. */
  static String unescaped(String text) {
    return text.indexOf('\\') < 0
        ? text
        : ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(meant(escape)));
  }

  private static String meant(MatchResult escape) {
    for (int group = 1; group <= 3; group++) {
      if (escape.group(group) != null) {
        int c = Integer.parseInt(escape.group(group), 16);
        return c < 0x80 ? String.valueOf((char) c) : escape.group();
      }
    }
    String c = escape.group(4);
    return "/\"'".contains(c) ? c : " ";
  }
}
