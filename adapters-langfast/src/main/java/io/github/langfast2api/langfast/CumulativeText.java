package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.langfast.wire.WellFormedText;
import java.util.Arrays;

/**
 * Deltas of a cumulative text: each version received is the whole text so far. It is stored once,
 * as the bytes of a JSON string, still escaped. Not for several threads.
 *
 * <p>A new version costs a memory compare and a copy of its new bytes. Only where it differs from
 * bytes that were read as deltas already are both decoded and compared, since the same text can be
 * escaped in several ways.
 */
final class CumulativeText {

  private static final int INITIAL_BYTES = 256;

  /** A text that is larger grows by a quarter, and no longer to its double. */
  private static final int LARGE_BYTES = 1 << 20;

  /** A delta has so many characters at most, so that each may be copied and escaped by readers. */
  private static final int MAX_DELTA_CHARS = 64 * 1024;

  private byte[] raw = new byte[INITIAL_BYTES];
  private int length;
  private int read;
  private boolean rewritten;
  private boolean more;

  /**
   * New text.
   *
   * @param text well-formed Unicode, which follows the deltas before
   * @param rewrite whether it replaces the deltas before instead
   */
  record Delta(String text, boolean rewrite) {
    static final Delta NONE = new Delta("", false);
  }

  /**
   * Updates the text. A version that is a prefix of an earlier one is outdated and ignored, unless
   * it is the last.
   *
   * @param content the content of the JSON string; it is copied
   * @param last whether it is the final version
   * @throws MalformedJsonException if it must be decoded and cannot be
   */
  void update(Utf8Slice content, boolean last) {
    int common = commonPrefix(content);
    if (common < read) {
      reconcile(content, last);
    } else if (last || common < content.length()) {
      store(content, common);
    }
  }

  /**
   * Reads the text that is new since the last call, or the beginning of it if it is long: then
   * {@link #hasMore} tells so. A suffix that the next version may change is held back: see {@link
   * UnsettledText}.
   *
   * @param last whether the text is final, so that nothing is held back
   * @throws MalformedJsonException if it cannot be decoded
   */
  Delta next(boolean last) {
    int settled = last ? length : Math.max(read, length - UnsettledText.length(raw, length));
    int end = settled - read > MAX_DELTA_CHARS ? endOfDelta(settled) : settled;
    String text = WellFormedText.of(new Utf8Slice(raw, read, end).unescaped());
    Delta delta = new Delta(text, rewritten);
    read = end;
    rewritten = false;
    more = end < settled;
    return delta;
  }

  /** Whether the next delta replaces those before it. */
  boolean isRewritten() {
    return rewritten;
  }

  /** Whether the last delta was only the beginning of what is new. */
  boolean hasMore() {
    return more;
  }

  /** The text's length in bytes, if this slice begins with it and goes on; else 0. */
  int lengthAt(Utf8Slice slice) {
    boolean isPrefix =
        slice.length() > length
            && Arrays.equals(raw, 0, length, slice.bytes(), slice.from(), slice.from() + length);
    return isPrefix ? length : 0;
  }

  /** The bytes of memory that are allocated for it. */
  int capacity() {
    return raw.length;
  }

  /** The bytes of memory that will be once it has this length. */
  int capacityFor(int bytes) {
    if (bytes <= raw.length) {
      return raw.length;
    }
    return Math.max(bytes, raw.length + (raw.length < LARGE_BYTES ? raw.length : raw.length / 4));
  }

  /** Where a delta ends that is not all that is new: between two characters. */
  private int endOfDelta(int settled) {
    int end = read + new Utf8Slice(raw, read, settled).rawLength(MAX_DELTA_CHARS);
    int whole = end - UnsettledText.length(raw, end);
    return Math.min(settled, whole > read ? whole : end);
  }

  private int commonPrefix(Utf8Slice content) {
    int mismatch = Arrays.mismatch(raw, 0, length, content.bytes(), content.from(), content.to());
    return mismatch < 0 ? length : mismatch;
  }

  private void store(Utf8Slice content, int from) {
    if (content.length() > raw.length) {
      raw = Arrays.copyOf(raw, capacityFor(content.length()));
    }
    System.arraycopy(content.bytes(), content.from() + from, raw, from, content.length() - from);
    length = content.length();
  }

  /** Handles a version whose bytes differ from the deltas read: its text may not. */
  private void reconcile(Utf8Slice content, boolean last) {
    String before = new Utf8Slice(raw, 0, read).unescaped();
    String now = content.unescaped();
    if (now.startsWith(before)) {
      store(content, 0);
      read = content.rawLength(before.length());
    } else if (last || !before.startsWith(now)) {
      store(content, 0);
      read = 0;
      rewritten = true;
    }
  }
}
