package io.github.langfast2api.langfast.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.ToIntFunction;

/**
 * A pull parser over a JSON text (RFC 8259) that allocates nothing but slices of it. It validates
 * what it is asked for; values that are skipped are only searched for their end. Not for several
 * threads.
 */
public final class JsonCursor {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long EIGHT_QUOTES = '"' * LOW_BITS;
  private static final long EIGHT_BACKSLASHES = '\\' * LOW_BITS;

  private final byte[] bytes;
  private final int end;
  private int position;

  /**
   * A cursor at the start of a text.
   *
   * @param json the text; the slices that the cursor returns share its array
   */
  public JsonCursor(Utf8Slice json) {
    this.bytes = json.bytes();
    this.position = json.from();
    this.end = json.to();
  }

  /**
   * Skips white space and returns the next byte without consuming it.
   *
   * @throws MalformedJsonException if the text ends here
   */
  public byte peek() {
    while (position < end && isWhite(bytes[position])) {
      position++;
    }
    if (position >= end) {
      throw new MalformedJsonException("it ends too early");
    }
    return bytes[position];
  }

  /**
   * Consumes a punctuation mark, if it comes next.
   *
   * @return whether it did
   */
  public boolean accept(char mark) {
    if (peek() != mark) {
      return false;
    }
    position++;
    return true;
  }

  /**
   * Consumes a punctuation mark that must come next.
   *
   * @throws MalformedJsonException if something else does
   */
  public void expect(char mark) {
    if (!accept(mark)) {
      throw new MalformedJsonException("no " + mark + " where one belongs");
    }
  }

  /**
   * Consumes the string that must come next.
   *
   * @return its content without the quotes, still escaped
   * @throws MalformedJsonException if something else comes, or the string has no end
   */
  public Utf8Slice string() {
    expect('"');
    int from = position;
    skipToQuote();
    return new Utf8Slice(bytes, from, position - 1);
  }

  /**
   * Consumes the string that must come next, without searching a prefix of it that is known.
   *
   * @param known the length in bytes of a prefix of what is left, given that: it holds no closing
   *     quote and does not end within an escape sequence
   * @return its content without the quotes, still escaped
   * @throws MalformedJsonException if something else comes, or the string has no end
   */
  public Utf8Slice string(ToIntFunction<Utf8Slice> known) {
    expect('"');
    int from = position;
    position += known.applyAsInt(new Utf8Slice(bytes, position, end));
    skipToQuote();
    return new Utf8Slice(bytes, from, position - 1);
  }

  /**
   * Consumes the value that comes next, of whatever type.
   *
   * @return its text
   * @throws MalformedJsonException if no value comes, or it has no end
   */
  public Utf8Slice value() {
    byte first = peek();
    int from = position;
    if (first == '{' || first == '[') {
      skipNested();
    } else if (first == '"') {
      position++;
      skipToQuote();
    } else {
      skipLiteral();
    }
    return new Utf8Slice(bytes, from, position);
  }

  private void skipNested() {
    int depth = 0;
    do {
      byte next = peek();
      position++;
      switch (next) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> skipToQuote();
        default -> {} // part of a literal, or punctuation
      }
    } while (depth > 0);
  }

  /** Moves behind the closing quote of the string in which the cursor is. */
  private void skipToQuote() {
    while (position < end) {
      skipUnescaped();
      byte next = bytes[position++];
      if (next == '"') {
        return;
      }
      if (next == '\\') {
        position++;
      }
    }
    throw new MalformedJsonException("a string has no end");
  }

  /** Moves on by eight bytes at a time, up to the first quote or backslash. */
  private void skipUnescaped() {
    while (end - position > Long.BYTES) {
      long eight = (long) LONGS.get(bytes, position);
      long special = zeroBytes(eight ^ EIGHT_QUOTES) | zeroBytes(eight ^ EIGHT_BACKSLASHES);
      if (special != 0) {
        position += Long.numberOfTrailingZeros(special) / Byte.SIZE;
        return;
      }
      position += Long.BYTES;
    }
  }

  /** Sets the highest bit of the first zero byte, and no bit below it. */
  private static long zeroBytes(long eight) {
    return (eight - LOW_BITS) & ~eight & (LOW_BITS << 7);
  }

  private void skipLiteral() {
    int from = position;
    while (position < end && !isWhite(bytes[position]) && ",]}:".indexOf(bytes[position]) < 0) {
      position++;
    }
    if (position == from) {
      throw new MalformedJsonException("no value where one belongs");
    }
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
