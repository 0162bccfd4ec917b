package io.github.langfast2api.app.tokens;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The tokens of an encoding and their ranks, as a hash table with open addressing over one array of
 * bytes: an object for each of 200,000 tokens would take five times the memory, and most of the
 * time of the first answers. Immutable.
 */
final class Vocabulary {

  /** The rank of what is no token; it is after all others. */
  static final int NO_RANK = Integer.MAX_VALUE;

  private static final int FIRST_TOKENS = 1 << 14;
  private static final int BYTES_PER_TOKEN = 8;

  /** The bytes of all tokens, one after the other. */
  private byte[] bytes = new byte[FIRST_TOKENS * BYTES_PER_TOKEN];

  /** Where each token begins, and after the last one where that ends. */
  private int[] begins = new int[FIRST_TOKENS];

  private int[] ranks = new int[FIRST_TOKENS];
  private int count;

  /**
   * The numbers of tokens plus one, at the places of their hashes or after them; 0 where none is.
   */
  private int[] table = {};

  private Vocabulary() {}

  /**
   * Reads a vocabulary in tiktoken's form: a line for each token, with its bytes in Base64 and its
   * rank.
   *
   * @throws IOException if it cannot be read, or has another form
   */
  static Vocabulary read(InputStream in) throws IOException {
    Vocabulary vocabulary = new Vocabulary();
    TiktokenReader reader = new TiktokenReader(in);
    while (reader.next()) {
      vocabulary.add(reader);
    }
    if (vocabulary.count == 0) {
      throw new EOFException("a vocabulary without tokens");
    }
    vocabulary.index();
    return vocabulary;
  }

  /** The rank of the token with these bytes, or {@link #NO_RANK}. */
  int rank(byte[] text, int from, int to) {
    int mask = table.length - 1;
    for (int at = hash(text, from, to) & mask; table[at] != 0; at = (at + 1) & mask) {
      int token = table[at] - 1;
      if (Arrays.equals(bytes, begins[token], begins[token + 1], text, from, to)) {
        return ranks[token];
      }
    }
    return NO_RANK;
  }

  private void add(TiktokenReader token) {
    int begin = begins[count];
    if (begin + token.length() > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    if (count + 1 == begins.length) {
      begins = Arrays.copyOf(begins, begins.length * 2);
      ranks = Arrays.copyOf(ranks, ranks.length * 2);
    }
    token.copyTo(bytes, begin);
    ranks[count] = token.rank();
    count++;
    begins[count] = begin + token.length();
  }

  /** Fills the table, of which less than half is taken: most of what is looked for is not there. */
  private void index() {
    bytes = Arrays.copyOf(bytes, begins[count]);
    begins = Arrays.copyOf(begins, count + 1);
    ranks = Arrays.copyOf(ranks, count);
    table = new int[Integer.highestOneBit(count) * 4];
    int mask = table.length - 1;
    for (int token = 0; token < count; token++) {
      int at = hash(bytes, begins[token], begins[token + 1]) & mask;
      while (table[at] != 0) {
        at = (at + 1) & mask;
      }
      table[at] = token + 1;
    }
  }

  private static int hash(byte[] text, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * 0x01000193;
    }
    return hash ^ hash >>> 15;
  }
}
