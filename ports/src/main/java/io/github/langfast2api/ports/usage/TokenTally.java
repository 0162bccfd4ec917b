package io.github.langfast2api.ports.usage;

/**
 * An incremental token count of a streamed text, which is not kept: once enough of it is buffered
 * it is counted up to a word boundary and discarded. No token spans such a boundary, so that the
 * sum is the count of the whole text. For one thread.
 */
final class TokenTally {

  /** How many characters are buffered between two counts. */
  private static final int BUFFERED_CHARS = 2048;

  /** Text this long without a word boundary is counted up to where it ends. */
  private static final int MAX_BUFFERED_CHARS = 32 * BUFFERED_CHARS;

  private final Tokenizer tokenizer;
  private final StringBuilder text = new StringBuilder();
  private int tokens;
  private int nextCountAt = BUFFERED_CHARS;

  TokenTally(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Appends a delta, which neither begins nor ends within a surrogate pair. */
  void add(String delta) {
    text.append(delta);
    if (text.length() >= nextCountAt) {
      countTo(text.length() >= MAX_BUFFERED_CHARS ? text.length() : lastWordBoundary());
      nextCountAt = text.length() + BUFFERED_CHARS;
    }
  }

  /** Starts again with an empty text. */
  void clear() {
    text.setLength(0);
    tokens = 0;
    nextCountAt = BUFFERED_CHARS;
  }

  /** The number of tokens of the whole text. */
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

  /** The index of the last space between two Latin letters; 0 if there is none. */
  private int lastWordBoundary() {
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
