package io.github.langfast2api.langfast.emulation;

/**
 * Scanner of one JSON value (RFC 8259; a number only within another value) that comes character by
 * character, each looked at once. What models often get wrong is noted, so that it can be made
 * valid: control characters in a string, bad escapes, a comma before a closing bracket, brackets
 * that are missing at the end. Nothing else is forgiven, and what is valid is not touched. It nests
 * as deep as it may, and keeps no text. For one thread.
 */
final class JsonScanner {

  /** Where the value stands. */
  enum Progress {
    /** There is more to come. */
    OPEN,
    /** The character just taken was its last. */
    COMPLETE,
    /** It is no JSON. */
    INVALID
  }

  private enum State {
    VALUE,
    FIRST_VALUE,
    NEXT_VALUE,
    FIRST_KEY,
    NEXT_KEY,
    COLON,
    AFTER_VALUE,
    STRING,
    ESCAPE,
    HEX,
    NUMBER,
    LITERAL,
    COMPLETE,
    INVALID
  }

  private final StringBuilder nesting = new StringBuilder();
  private final JsonNumber number = new JsonNumber();
  private final JsonEdits edits = new JsonEdits();
  private State state = State.VALUE;
  private String literal = "";
  private boolean key;
  private int position;

  /** Where the last comma or backslash stands that may have to be mended. */
  private int doubtful;

  private int digits;
  private int values;

  /** Takes the next character. */
  Progress take(char c) {
    step(c);
    position++;
    return switch (state) {
      case COMPLETE -> Progress.COMPLETE;
      case INVALID -> Progress.INVALID;
      default -> Progress.OPEN;
    };
  }

  /** How many characters were taken. */
  int length() {
    return position;
  }

  /** How many values and keys began so far. */
  int values() {
    return values;
  }

  /** Whether the next character stands in a string. */
  boolean isInString() {
    return switch (state) {
      case STRING, ESCAPE, HEX -> true;
      default -> false;
    };
  }

  /** How many of the characters taken are settled: none to come changes what becomes of them. */
  int settled() {
    return switch (state) {
      case ESCAPE, HEX, NEXT_KEY, NEXT_VALUE -> doubtful;
      default -> position;
    };
  }

  /** Whether nothing but brackets is missing. */
  boolean isCompletable() {
    return switch (state) {
      case AFTER_VALUE, FIRST_KEY, FIRST_VALUE, NEXT_KEY, NEXT_VALUE -> true;
      case NUMBER -> number.isWhole();
      default -> false;
    };
  }

  /** Ends a value of which brackets are missing; gives these. */
  String complete() {
    if (state == State.NEXT_KEY || state == State.NEXT_VALUE) {
      edits.add(doubtful);
    }
    StringBuilder missing = new StringBuilder();
    for (int i = nesting.length() - 1; i >= 0; i--) {
      missing.append(nesting.charAt(i) == '{' ? '}' : ']');
    }
    state = State.COMPLETE;
    return missing.toString();
  }

  /** What has to be changed to make the value valid. */
  JsonEdits edits() {
    return edits;
  }

  private void step(char c) {
    switch (state) {
      case STRING -> inString(c);
      case ESCAPE -> inEscape(c);
      case HEX -> inHex(c);
      case NUMBER -> inNumber(c);
      case LITERAL -> inLiteral(c);
      case COMPLETE, INVALID -> state = State.INVALID;
      case VALUE, FIRST_VALUE, NEXT_VALUE, FIRST_KEY, NEXT_KEY, COLON, AFTER_VALUE -> {
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
          between(c);
        }
      }
    }
  }

  private void between(char c) {
    switch (state) {
      case COLON -> state = c == ':' ? State.VALUE : State.INVALID;
      case AFTER_VALUE -> afterValue(c);
      case FIRST_KEY, NEXT_KEY -> {
        if (c == '"') {
          values++;
          key = true;
          state = State.STRING;
        } else {
          closeEarly(c, '}');
        }
      }
      case FIRST_VALUE, NEXT_VALUE -> {
        if (c == ']') {
          closeEarly(c, ']');
        } else {
          value(c);
        }
      }
      default -> value(c);
    }
  }

  private void value(char c) {
    key = false;
    values++;
    switch (c) {
      case '{' -> open(c, State.FIRST_KEY);
      case '[' -> open(c, State.FIRST_VALUE);
      case '"' -> state = State.STRING;
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> state = !nesting.isEmpty() && number.begin(c) ? State.NUMBER : State.INVALID;
    }
  }

  private void open(char bracket, State inside) {
    nesting.append(bracket);
    state = inside;
  }

  private void literal(String word) {
    literal = word;
    digits = 1;
    state = State.LITERAL;
  }

  /** A bracket that closes where another value could stand: after a comma that is one too many. */
  private void closeEarly(char c, char expected) {
    if (c != expected) {
      state = State.INVALID;
      return;
    }
    if (state == State.NEXT_KEY || state == State.NEXT_VALUE) {
      edits.add(doubtful);
    }
    close();
  }

  private void afterValue(char c) {
    boolean object = nesting.charAt(nesting.length() - 1) == '{';
    if (c == ',') {
      doubtful = position;
      state = object ? State.NEXT_KEY : State.NEXT_VALUE;
    } else if (c == (object ? '}' : ']')) {
      close();
    } else {
      state = State.INVALID;
    }
  }

  private void close() {
    nesting.setLength(nesting.length() - 1);
    valueEnds();
  }

  private void valueEnds() {
    state = nesting.isEmpty() ? State.COMPLETE : State.AFTER_VALUE;
  }

  private void inString(char c) {
    if (c == '"') {
      if (key) {
        state = State.COLON;
      } else {
        valueEnds();
      }
    } else if (c == '\\') {
      doubtful = position;
      state = State.ESCAPE;
    } else if (c < ' ') {
      edits.add(position);
    }
  }

  private void inEscape(char c) {
    if (c == 'u') {
      digits = 0;
      state = State.HEX;
    } else if ("\"\\/bfnrt".indexOf(c) >= 0) {
      state = State.STRING;
    } else {
      badEscape(c);
    }
  }

  private void inHex(char c) {
    if (Character.digit(c, 16) < 0 || c > 'f') {
      badEscape(c);
    } else if (++digits == 4) {
      state = State.STRING;
    }
  }

  private void badEscape(char c) {
    edits.add(doubtful);
    state = State.STRING;
    inString(c);
  }

  private void inNumber(char c) {
    if (number.take(c)) {
      return;
    }
    state = number.isWhole() ? State.AFTER_VALUE : State.INVALID;
    step(c);
  }

  private void inLiteral(char c) {
    if (c != literal.charAt(digits)) {
      state = State.INVALID;
    } else if (++digits == literal.length()) {
      valueEnds();
    }
  }
}
