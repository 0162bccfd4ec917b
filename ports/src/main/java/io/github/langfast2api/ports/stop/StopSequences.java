package io.github.langfast2api.ports.stop;

import java.util.List;
import java.util.Optional;

/**
 * Truncates a streamed text before the first of several stop sequences: the one that is completed
 * first and, of those completed by the same character, the longest. The result does not depend on
 * how the text is cut into deltas: what may be the prefix of a stop sequence is held back. For one
 * thread.
 */
final class StopSequences {

  private final List<StopSequence> stops;
  private String held = "";
  private Optional<String> found = Optional.empty();

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
      found = completed(text.charAt(i));
      if (found.isPresent()) {
        held = "";
        return text.substring(0, i + 1 - found.get().length());
      }
    }
    int certain = text.length() - longestPrefix();
    held = text.substring(certain);
    return text.substring(0, certain);
  }

  /** The stop sequence that was found, after which nothing more is read. */
  Optional<String> found() {
    return found;
  }

  /** Returns the text that is held back, and holds none any more. */
  String flush() {
    String text = held;
    held = "";
    return text;
  }

  /** The longest sequence that this character completes; empty if it completes none. */
  private Optional<String> completed(char c) {
    String longest = "";
    for (StopSequence stop : stops) {
      if (stop.accept(c) && stop.text().length() > longest.length()) {
        longest = stop.text();
      }
    }
    return Optional.of(longest).filter(text -> !text.isEmpty());
  }

  private int longestPrefix() {
    int longest = 0;
    for (StopSequence stop : stops) {
      longest = Math.max(longest, stop.matched());
    }
    return longest;
  }
}
