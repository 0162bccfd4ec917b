package io.github.langfast2api.langfast.emulation;

import java.util.List;

/**
 * Matcher of the marks of the form, which comes character by character from a {@code <} on. No mark
 * holds a second one, so nothing is looked at twice. For one thread.
 */
final class MarkMatcher {

  /** What was found so far. */
  enum Match {
    /** No mark: what was matched, without the last character, is text. */
    NONE,
    /** The beginning of one. */
    PARTIAL,
    /** The beginning of a block's opening tag. */
    OPENING,
    /** The beginning of a block's closing tag, in text the right one alone. */
    CLOSING,
    /** The beginning of a result's tag. */
    RESULT
  }

  private record Mark(String text, Match match, boolean inText, boolean inBody) {}

  private final List<Mark> marks;
  private int alive;
  private int length;

  MarkMatcher(Marks marks) {
    this.marks =
        List.of(
            new Mark("<" + marks.call(), Match.OPENING, true, true),
            new Mark("</" + marks.call(), Match.CLOSING, true, false),
            // In a block, a misspelt one closes as well.
            new Mark("</tool_call", Match.CLOSING, false, true),
            new Mark("<\\/tool_call", Match.CLOSING, false, true),
            new Mark("<" + marks.result(), Match.RESULT, true, true),
            new Mark("</" + marks.result(), Match.RESULT, true, true));
  }

  /** Begins after a {@code <}. */
  void begin(boolean inBody) {
    length = 1;
    alive = 0;
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      if (inBody ? mark.inBody : mark.inText) {
        alive |= 1 << i;
      }
    }
  }

  /** Takes the next character; one that does not match is not taken. */
  Match take(char c) {
    int next = 0;
    for (int left = alive; left != 0; left &= left - 1) {
      int i = Integer.numberOfTrailingZeros(left);
      if (marks.get(i).text.charAt(length) == c) {
        next |= 1 << i;
      }
    }
    if (next == 0) {
      return Match.NONE;
    }
    alive = next;
    length++;
    Mark first = marks.get(Integer.numberOfTrailingZeros(alive));
    return first.text.length() == length ? first.match : Match.PARTIAL;
  }

  /** What was taken, from the {@code <} on. */
  String text() {
    return marks.get(Integer.numberOfTrailingZeros(alive)).text.substring(0, length);
  }
}
