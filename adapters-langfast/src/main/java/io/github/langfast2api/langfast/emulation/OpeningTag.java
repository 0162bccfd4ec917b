package io.github.langfast2api.langfast.emulation;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The opening tag of a block, which comes character by character after its mark. For one thread.
 */
final class OpeningTag {

  /** How far it has come. */
  enum Progress {
    OPEN,
    WHOLE,
    /** It is none. The character was not taken. */
    TEXT
  }

  private static final int MAX_CHARS = 256;

  private static final Pattern NAME =
      Pattern.compile("\\sname\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'/>]+))");

  private final StringBuilder attributes = new StringBuilder();

  void begin() {
    attributes.setLength(0);
  }

  /** Takes the next character. */
  Progress take(char c) {
    boolean belongs = !attributes.isEmpty() || c == '>' || c == '/' || Character.isWhitespace(c);
    if (!belongs || c == '<' || attributes.length() >= MAX_CHARS) {
      return Progress.TEXT;
    }
    attributes.append(c);
    return c == '>' ? Progress.WHOLE : Progress.OPEN;
  }

  /** What was taken. */
  String text() {
    return attributes.toString();
  }

  /** The tool that a whole tag names, as written. */
  Optional<String> name() {
    Matcher found = NAME.matcher(attributes);
    if (!found.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return Optional.of(found.group(group).strip());
      }
    }
    return Optional.empty();
  }

  /** Whether a whole tag closes its block, as {@code <a/>} does. */
  boolean isClosed() {
    return attributes.length() > 1 && attributes.charAt(attributes.length() - 2) == '/';
  }
}
