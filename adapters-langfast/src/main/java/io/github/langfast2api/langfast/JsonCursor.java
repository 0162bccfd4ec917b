package io.github.langfast2api.langfast;

/**
 * Walks over JSON without building anything of it. What it passes over it takes for JSON; what it
 * is asked for it checks.
 */
final class JsonCursor {

  private final byte[] bytes;
  private final int end;
  private int at;

  JsonCursor(Utf8Slice json) {
    this.bytes = json.bytes();
    this.at = json.from();
    this.end = json.to();
  }

  /** The first byte of what comes next, white space passed over. */
  byte peek() {
    while (at < end && isWhite(bytes[at])) {
      at++;
    }
    if (at >= end) {
      throw new MalformedJsonException("it ends too early");
    }
    return bytes[at];
  }

  /** Passes over a punctuation mark, if it comes next. */
  boolean take(char mark) {
    if (peek() != mark) {
      return false;
    }
    at++;
    return true;
  }

  /** Passes over a punctuation mark that must come next. */
  void expect(char mark) {
    if (!take(mark)) {
      throw new MalformedJsonException("no " + mark + " where one belongs");
    }
  }

  /** The inside of the string that must come next, without its quotes. */
  Utf8Slice string() {
    expect('"');
    int from = at;
    skipToQuote();
    return new Utf8Slice(bytes, from, at - 1);
  }

  /** The value that comes next, whatever it is. */
  Utf8Slice value() {
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
