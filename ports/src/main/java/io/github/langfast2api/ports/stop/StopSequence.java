package io.github.langfast2api.ports.stop;

/**
 * One stop text, looked for in a text that comes character by character, by the algorithm of Knuth,
 * Morris and Pratt: no character is looked at twice. For one thread.
 */
final class StopSequence {

  private final String text;

  /** For each length of a match: how much still matches if the next character does not. */
  private final int[] fallbacks;

  private int matched;

  StopSequence(String text) {
    this.text = text;
    this.fallbacks = new int[text.length() + 1];
    for (int length = 2; length <= text.length(); length++) {
      fallbacks[length] = follow(fallbacks[length - 1], text.charAt(length - 1));
    }
  }

  /** Whether the stop text is complete with this character. */
  boolean take(char c) {
    matched = follow(matched, c);
    return matched == text.length();
  }

  /** How many of the last characters may be the beginning of the stop text. */
  int matched() {
    return matched;
  }

  private int follow(int length, char c) {
    int match = length;
    while (match > 0 && (match == text.length() || text.charAt(match) != c)) {
      match = fallbacks[match];
    }
    return text.charAt(match) == c ? match + 1 : 0;
  }
}
