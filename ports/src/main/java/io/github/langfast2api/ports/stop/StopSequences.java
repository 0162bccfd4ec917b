package io.github.langfast2api.ports.stop;

import java.util.List;

/**
 * Truncates a streamed text before the first of several stop sequences: the one that is completed
 * first and, of those completed by the same character, the longest. The result does not depend on
 * how the text is cut into deltas: what may be the prefix of a stop sequence is held back. For one
 * thread.
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

  /** Reads the next delta; returns the text that is certain by now, which may be empty. */
  String accept(String delta) {
    String text = held + delta;
    for (int i = held.length(); i < text.length(); i++) {
      int stop = completedLength(text.charAt(i));
      if (stop > 0) {
        found = true;
        held = "";
        return text.substring(0, i + 1 - stop);
      }
    }
    int certain = text.length() - longestPrefix();
    held = text.substring(certain);
    return text.substring(0, certain);
  }

  /** Whether a stop sequence was found, after which nothing more is read. */
  boolean found() {
    return found;
  }

  /** Returns the text that is held back, and holds none any more. */
  String flush() {
    String text = held;
    held = "";
    return text;
  }

  /** The length of the longest sequence that this character completes; 0 if it completes none. */
  private int completedLength(char c) {
    int longest = 0;
    for (StopSequence stop : stops) {
      if (stop.accept(c)) {
        longest = Math.max(longest, stop.matched());
      }
    }
    return longest;
  }

  private int longestPrefix() {
    int longest = 0;
    for (StopSequence stop : stops) {
      longest = Math.max(longest, stop.matched());
    }
    return longest;
  }
}
