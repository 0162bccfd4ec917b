package io.github.langfast2api.ports.stop;

/**
 * An incremental search for one stop sequence by the algorithm of Knuth, Morris and Pratt, which
 * reads each character once. For one thread.
 */
final class StopSequence {

  private final String text;

  /** The failure function: for each matched length, the next shorter match to try. */
  private final int[] failure;

  private int matched;

  StopSequence(String text) {
    this.text = text;
    this.failure = new int[text.length() + 1];
    for (int length = 2; length <= text.length(); length++) {
      failure[length] = follow(failure[length - 1], text.charAt(length - 1));
    }
  }

  /** Reads the next character; returns whether it completes the stop sequence. */
  boolean accept(char c) {
    matched = follow(matched, c);
    return matched == text.length();
  }

  /** The sequence itself. */
  String text() {
    return text;
  }

  /** How many of the last characters are a prefix of the stop sequence. */
  int matched() {
    return matched;
  }

  private int follow(int length, char c) {
    int match = length;
    while (match > 0 && (match == text.length() || text.charAt(match) != c)) {
      match = failure[match];
    }
    return text.charAt(match) == c ? match + 1 : 0;
  }
}
