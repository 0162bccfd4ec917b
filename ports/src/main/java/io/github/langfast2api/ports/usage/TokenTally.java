package io.github.langfast2api.ports.usage;

/**
 * An incremental token count of a text that is not kept, in bounded memory and time. The text is
 * counted in blocks of some kilobytes, each cut before a gap between two words: no token spans such
 * a gap, so that the sum is the count of the whole. A block without a gap, which is no language, is
 * cut where it ends, and may be off by a token.
 *
 * <p>Characters beyond {@value #MAX_EXACT_CHARS} are not counted but estimated, by the tokens per
 * character of those before. For one thread at a time.
 */
final class TokenTally {

  /** Tokenizers take more time per character, and much more memory, for longer pieces. */
  private static final int BLOCK_CHARS = 4096;

  /** How many characters are counted exactly: half a second's work where text is the worst. */
  static final int MAX_EXACT_CHARS = 1 << 20;

  private final Tokenizer tokenizer;
  private final StringBuilder block = new StringBuilder();

  /** The tokens and characters that were counted ever: of texts that were cleared, too. */
  private long countedTokens;

  private long countedChars;
  private long tokens;
  private long uncountedChars;

  TokenTally(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Appends text, which neither begins nor ends within a surrogate pair. */
  void add(String text) {
    int from = 0;
    while (from < text.length() && countedChars < MAX_EXACT_CHARS) {
      int to = Math.min(text.length(), from + BLOCK_CHARS - block.length());
      block.append(text, from, to);
      from = to;
      if (block.length() == BLOCK_CHARS) {
        countTo(blockEnd());
      }
    }
    uncountedChars += text.length() - from;
  }

  /** Whether to add this text takes the time of counting, which blocks for some milliseconds. */
  boolean isCountedWith(String text) {
    return countedChars < MAX_EXACT_CHARS && block.length() + text.length() >= BLOCK_CHARS;
  }

  /** Ends a text: no token spans what was added before and what is added next. */
  void endText() {
    if (countedChars < MAX_EXACT_CHARS) {
      countTo(block.length());
    }
  }

  /** Starts again with an empty text. What may be counted exactly does not become more. */
  void clear() {
    block.setLength(0);
    tokens = 0;
    uncountedChars = 0;
  }

  /** The number of tokens of all texts. */
  int count() {
    countTo(block.length());
    long estimated = uncountedChars == 0 ? 0 : uncountedChars * countedTokens / countedChars;
    return (int) Math.min(tokens + estimated, Integer.MAX_VALUE);
  }

  private void countTo(int end) {
    if (end > 0) {
      int counted = tokenizer.count(block.substring(0, end));
      tokens += counted;
      countedTokens += counted;
      countedChars += end;
      block.delete(0, end);
    }
  }

  /** The index of the last gap; without one, the end of the last character that is whole. */
  private int blockEnd() {
    for (int i = block.length() - 2; i > 0; i--) {
      if (isGap(i)) {
        return i;
      }
    }
    int last = block.length() - 1;
    return Character.isHighSurrogate(block.charAt(last)) ? last : last + 1;
  }

  /** Whether a space or a mark stands between two letters: all encodings cut before it. */
  private boolean isGap(int at) {
    char mark = block.charAt(at);
    int type = Character.getType(mark);
    return (type == Character.SPACE_SEPARATOR || type == Character.OTHER_PUNCTUATION)
        && mark != '\''
        && Character.isLetter(block.charAt(at - 1))
        && Character.isLetter(block.charAt(at + 1));
  }
}
