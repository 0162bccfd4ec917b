package io.github.langfast2api.langfast.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.ToIntFunction;

/**
 * Walks over JSON without building anything of it. What it passes over it takes for JSON; what it
 * is asked for it checks.
 */
public final class JsonCursor {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private final byte[] bytes;
  private final int end;
  private int at;

  public JsonCursor(Utf8Slice json) {
    this.bytes = json.bytes();
    this.at = json.from();
    this.end = json.to();
  }

  /** The first byte of what comes next, white space passed over. */
  public byte peek() {
    while (at < end && isWhite(bytes[at])) {
      at++;
    }
    if (at >= end) {
      throw new MalformedJsonException("it ends too early");
    }
    return bytes[at];
  }

  /** Passes over a punctuation mark, if it comes next. */
  public boolean take(char mark) {
    if (peek() != mark) {
      return false;
    }
    at++;
    return true;
  }

  /** Passes over a punctuation mark that must come next. */
  public void expect(char mark) {
    if (!take(mark)) {
      throw new MalformedJsonException("no " + mark + " where one belongs");
    }
  }

  /** The inside of the string that must come next, without its quotes. */
  public Utf8Slice string() {
    expect('"');
    int from = at;
    skipToQuote();
    return new Utf8Slice(bytes, from, at - 1);
  }

  /**
   * The inside of the string that must come next, of whose beginning something is known.
   *
   * @param known tells how many bytes from here on end neither the string nor within an escape
   */
  public Utf8Slice string(ToIntFunction<Utf8Slice> known) {
    expect('"');
    int from = at;
    at += known.applyAsInt(new Utf8Slice(bytes, at, end));
    skipToQuote();
    return new Utf8Slice(bytes, from, at - 1);
  }

  /** The value that comes next, whatever it is. */
  public Utf8Slice value() {
    byte first = peek();
    int from = at;
    if (first == '{' || first == '[') {
      skipNested();
    } else if (first == '"') {
      at++;
      skipToQuote();
    } else {
      skipWord();
    }
    return new Utf8Slice(bytes, from, at);
  }

  private void skipNested() {
    int depth = 0;
    do {
      byte next = peek();
      at++;
      switch (next) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> skipToQuote();
        default -> {} // of a number, a word or punctuation
      }
    } while (depth > 0);
  }

  /** To behind the quote that closes the string in which the cursor stands. */
  private void skipToQuote() {
    while (at < end) {
      skipPlain();
      byte next = bytes[at++];
      if (next == '"') {
        return;
      }
      if (next == '\\') {
        at++;
      }
    }
    throw new MalformedJsonException("a string has no end");
  }

  /** Over eight bytes at a time, as long as none of them is a quote or a backslash. */
  private void skipPlain() {
    while (end - at > Long.BYTES) {
      long eight = (long) LONGS.get(bytes, at);
      long special = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES);
      if (special != 0) {
        at += Long.numberOfTrailingZeros(special) / Byte.SIZE;
        return;
      }
      at += Long.BYTES;
    }
  }

  /** The highest bit of the first byte that is zero, and of none before it. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight & (ONES << 7);
  }

  private void skipWord() {
    int from = at;
    while (at < end && !isWhite(bytes[at]) && ",]}:".indexOf(bytes[at]) < 0) {
      at++;
    }
    if (at == from) {
      throw new MalformedJsonException("no value where one belongs");
    }
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
