package io.github.langfast2api.ports.usage;

/**
 * Counts the tokens of a text that comes in pieces, without keeping the text: what lies before the
 * gap between two words is counted and forgotten as soon as there is enough of it. No token reaches
 * over such a gap, so the sum is that of the whole text. For one thread.
 */
final class TokenTally {

  /** As many characters are gathered: so few that they cost little, so many that words end. */
  private static final int ENOUGH = 2048;

  /** A text of that length without a gap is no language: it is cut where it is. */
  private static final int TOO_MUCH = 32 * ENOUGH;

  private final Tokenizer tokenizer;
  private final StringBuilder text = new StringBuilder();
  private int tokens;
  private int next = ENOUGH;

  TokenTally(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Counts a piece, which neither begins nor ends within a surrogate pair. */
  void add(String piece) {
    text.append(piece);
    if (text.length() >= next) {
      countTo(text.length() >= TOO_MUCH ? text.length() : lastGap());
      next = text.length() + ENOUGH;
    }
  }

  /** Forgets all that was counted. */
  void clear() {
    text.setLength(0);
    tokens = 0;
    next = ENOUGH;
  }

  /** The tokens of all pieces. */
  int count() {
    countTo(text.length());
    return tokens;
  }

  private void countTo(int end) {
    if (end > 0) {
      tokens += tokenizer.count(text.substring(0, end));
      text.delete(0, end);
    }
  }

  /** Where the last word begins, with the space before it; 0 if there is no such place. */
  private int lastGap() {
    for (int i = text.length() - 2; i > 0; i--) {
      if (text.charAt(i) == ' ' && isLatin(text.charAt(i - 1)) && isLatin(text.charAt(i + 1))) {
        return i;
      }
    }
    return 0;
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
