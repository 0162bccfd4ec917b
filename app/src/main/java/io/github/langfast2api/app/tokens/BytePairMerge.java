package io.github.langfast2api.app.tokens;

import java.util.Arrays;

/**
 * Byte pair encoding of one word: neighbours that are a token together are joined, the lowest rank
 * first and among equals the leftmost, until none are. A heap finds the next ones, so that the time
 * is n log n even where a word is thousands of bytes long. For one word and one thread.
 */
final class BytePairMerge {

  private final Vocabulary vocabulary;
  private final byte[] word;

  /** Where the part that begins at an index ends. */
  private final int[] ends;

  /** Where the part before the one that begins at an index begins; -1 for none. */
  private final int[] previous;

  /** The rank of the part that begins at an index, joined with the next. */
  private final int[] pairs;

  /** A binary heap of pairs, by rank and place; some are outdated. */
  private long[] heap;

  private int heapSize;

  private BytePairMerge(Vocabulary vocabulary, byte[] word) {
    this.vocabulary = vocabulary;
    this.word = word;
    this.ends = new int[word.length];
    this.previous = new int[word.length];
    this.pairs = new int[word.length];
    this.heap = new long[word.length + 1];
  }

  /** The number of tokens of a word in UTF-8, which is not empty. */
  static int tokens(Vocabulary vocabulary, byte[] word) {
    return vocabulary.rank(word, 0, word.length) != Vocabulary.NO_RANK
        ? 1
        : new BytePairMerge(vocabulary, word).merge();
  }

  private int merge() {
    for (int i = 0; i < word.length; i++) {
      ends[i] = i + 1;
      previous[i] = i - 1;
    }
    for (int i = 0; i < word.length; i++) {
      rankPair(i);
    }
    int parts = word.length;
    while (heapSize > 0) {
      long lowest = poll();
      int at = (int) lowest;
      if (pairs[at] == lowest >>> 32) {
        join(at);
        parts--;
      }
    }
    return parts;
  }

  /** Joins the part that begins there with the next. */
  private void join(int at) {
    int next = ends[at];
    ends[at] = ends[next];
    pairs[next] = Vocabulary.NO_RANK;
    if (ends[at] < word.length) {
      previous[ends[at]] = at;
    }
    rankPair(at);
    if (previous[at] >= 0) {
      rankPair(previous[at]);
    }
  }

  private void rankPair(int at) {
    int next = ends[at];
    pairs[at] = next < word.length ? vocabulary.rank(word, at, ends[next]) : Vocabulary.NO_RANK;
    if (pairs[at] != Vocabulary.NO_RANK) {
      add((long) pairs[at] << 32 | at);
    }
  }

  private void add(long pair) {
    if (heapSize == heap.length) {
      heap = Arrays.copyOf(heap, heap.length * 2);
    }
    int at = heapSize++;
    while (at > 0 && heap[(at - 1) / 2] > pair) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = pair;
  }

  private long poll() {
    long lowest = heap[0];
    long last = heap[--heapSize];
    int at = 0;
    for (int child = 1; child < heapSize; child = 2 * at + 1) {
      if (child + 1 < heapSize && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return lowest;
  }
}
