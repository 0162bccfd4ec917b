package io.github.langfast2api.ports.stop;

import java.util.List;

/**
 * Cuts a text that comes in pieces before the first of several stop texts: the one that is complete
 * first and, of those complete at once, the longest. However the text is cut into pieces, what is
 * passed on is the same, and no part of the stop text is. For one thread.
 */
final class StopSequences {

  private final List<StopSequence> stops;
  private String held = "";
  private boolean found;

  /**
   * @param stops none of them empty, all well-formed Unicode
   */
  StopSequences(List<String> stops) {
    this.stops = stops.stream().map(StopSequence::new).toList();
  }

  /** Takes the next piece and gives what can be passed on, which may be nothing. */
  String take(String piece) {
    String text = held + piece;
    for (int i = held.length(); i < text.length(); i++) {
      int stop = lengthOfStopAt(text.charAt(i));
      if (stop > 0) {
        found = true;
        held = "";
        return text.substring(0, i + 1 - stop);
      }
    }
    int passed = text.length() - longestBeginning();
    held = text.substring(passed);
    return text.substring(0, passed);
  }

  /** Whether a stop text was found. Then there is no more to take. */
  boolean found() {
    return found;
  }

  /** What is held back since it might have become a stop text. It is given once. */
  String rest() {
    String rest = held;
    held = "";
    return rest;
  }

  /** All of them must see the character, for what they hold back. */
  private int lengthOfStopAt(char c) {
    int longest = 0;
    for (StopSequence stop : stops) {
      if (stop.take(c)) {
        longest = Math.max(longest, stop.matched());
      }
    }
    return longest;
  }

  private int longestBeginning() {
    int longest = 0;
    for (StopSequence stop : stops) {
      longest = Math.max(longest, stop.matched());
    }
    return longest;
  }
}
