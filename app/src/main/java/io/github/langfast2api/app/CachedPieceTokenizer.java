package io.github.langfast2api.app;

import io.github.langfast2api.ports.usage.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer of o200k_base that keeps how many tokens short pieces have: a language uses the same
 * words over and over. A piece takes the place of another with the same hash, so that memory is
 * bounded. Safe for any thread, without a lock: what a place holds is immutable.
 */
final class CachedPieceTokenizer implements Tokenizer {

  private static final int PLACES = 1 << 14;

  /** Longer pieces are no words. */
  private static final int MAX_CACHED_CHARS = 24;

  private final Tokenizer tokenizer;
  private final @Nullable Counted[] places = new Counted[PLACES];

  private record Counted(String piece, int tokens) {}

  /**
   * @param tokenizer of o200k_base, for the pieces that are not kept
   */
  CachedPieceTokenizer(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  @Override
  public int count(String text) {
    int tokens = 0;
    int from = 0;
    while (from < text.length()) {
      int end = O200kPreTokenizer.end(text, from);
      tokens += count(text, from, end);
      from = end;
    }
    return tokens;
  }

  private int count(String text, int from, int end) {
    int length = end - from;
    if (length > MAX_CACHED_CHARS) {
      return tokenizer.count(text.substring(from, end));
    }
    int place = place(text, from, end);
    Counted counted = places[place];
    if (counted == null
        || counted.piece.length() != length
        || !text.startsWith(counted.piece, from)) {
      String piece = text.substring(from, end);
      counted = new Counted(piece, tokenizer.count(piece));
      places[place] = counted;
    }
    return counted.tokens;
  }

  private static int place(String text, int from, int end) {
    int hash = 0;
    for (int i = from; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ hash >>> 14) & (PLACES - 1);
  }
}
