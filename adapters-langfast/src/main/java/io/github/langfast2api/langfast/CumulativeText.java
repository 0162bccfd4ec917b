package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.langfast.wire.WellFormedText;
import java.util.Arrays;

/**
 * A text that comes whole each time and longer each time, and is taken piece by piece. It holds the
 * text once, however often it came. Not for several threads.
 *
 * <p>Texts are compared byte by byte as they stand in JSON, so that one that came costs a memory
 * compare and a copy of what is new in it. Only where the bytes differ within what was taken are
 * the texts decoded and compared, since the same text can be escaped in several ways.
 */
final class CumulativeText {

  private static final int INITIAL = 256;

  private byte[] raw = new byte[INITIAL];
  private int length;
  private int taken;
  private boolean rewritten;

  /**
   * What is new.
   *
   * @param text well-formed Unicode, which follows what was taken before
   * @param rewrite whether it stands in the place of all that was taken before
   */
  record Piece(String text, boolean rewrite) {
    static final Piece NONE = new Piece("", false);
  }

  /**
   * Takes in the whole text as it now is.
   *
   * @param content the inside of the JSON string that holds it; it is copied where it is kept
   * @param last whether it is the text's last form; one that is older than another is passed over
   * @throws MalformedJsonException if the texts must be compared, and it cannot be decoded
   */
  void accept(Utf8Slice content, boolean last) {
    int common = common(content);
    if (common < taken) {
      contradict(content, last);
    } else if (last || common < content.length()) {
      keep(content, common);
    }
  }

  /**
   * Takes what is new. What may yet change is left: half a surrogate pair, and U+FFFD at the end,
   * which stands where the upstream cut a character in two.
   *
   * @param last whether no more text will come: then nothing is left
   * @throws MalformedJsonException if it cannot be decoded
   */
  Piece take(boolean last) {
    int settled = last ? length : Math.max(taken, length - UnsettledText.length(raw, length));
    String text = WellFormedText.of(new Utf8Slice(raw, taken, settled).unescaped());
    Piece piece = new Piece(text, rewritten);
    taken = settled;
    rewritten = false;
    return piece;
  }

  /**
   * How long it is, if it stands where this slice begins.
   *
   * @return its length in bytes; 0 if something else stands there
   */
  int lengthAt(Utf8Slice slice) {
    boolean there =
        slice.length() > length
            && Arrays.equals(raw, 0, length, slice.bytes(), slice.from(), slice.from() + length);
    return there ? length : 0;
  }

  /** How many bytes it holds room for. */
  int capacity() {
    return raw.length;
  }

  private int common(Utf8Slice content) {
    int mismatch = Arrays.mismatch(raw, 0, length, content.bytes(), content.from(), content.to());
    return mismatch < 0 ? length : mismatch;
  }

  private void keep(Utf8Slice content, int from) {
    if (content.length() > raw.length) {
      raw = Arrays.copyOf(raw, Math.max(content.length(), raw.length * 2));
    }
    System.arraycopy(content.bytes(), content.from() + from, raw, from, content.length() - from);
    length = content.length();
  }

  /** The bytes differ within what was taken; perhaps the text does not. */
  private void contradict(Utf8Slice content, boolean last) {
    String before = new Utf8Slice(raw, 0, taken).unescaped();
    String now = content.unescaped();
    if (now.startsWith(before)) {
      keep(content, 0);
      taken = content.rawLength(before.length());
    } else if (last || !before.startsWith(now)) {
      keep(content, 0);
      taken = 0;
      rewritten = true;
    }
  }
}
