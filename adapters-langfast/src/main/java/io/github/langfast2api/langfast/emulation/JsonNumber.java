package io.github.langfast2api.langfast.emulation;

/** Scanner of one JSON number (RFC 8259, section 6). For one thread. */
final class JsonNumber {

  private enum State {
    MINUS,
    ZERO,
    INTEGER,
    POINT,
    FRACTION,
    E,
    SIGN,
    EXPONENT,
    NONE
  }

  private State state = State.NONE;

  /** Whether a number begins with this character. */
  boolean begin(char c) {
    state = c == '0' ? State.ZERO : c == '-' ? State.MINUS : State.INTEGER;
    return c == '-' || isDigit(c);
  }

  /** Whether this character belongs to the number; if not, it is not taken. */
  boolean take(char c) {
    State next =
        switch (state) {
          case MINUS -> c == '0' ? State.ZERO : isDigit(c) ? State.INTEGER : State.NONE;
          case ZERO -> afterInteger(c);
          case INTEGER -> isDigit(c) ? State.INTEGER : afterInteger(c);
          case POINT -> isDigit(c) ? State.FRACTION : State.NONE;
          case FRACTION -> isDigit(c) ? State.FRACTION : isE(c) ? State.E : State.NONE;
          case E -> isDigit(c) ? State.EXPONENT : isSign(c) ? State.SIGN : State.NONE;
          case SIGN, EXPONENT -> isDigit(c) ? State.EXPONENT : State.NONE;
          case NONE -> State.NONE;
        };
    if (next == State.NONE) {
      return false;
    }
    state = next;
    return true;
  }

  /** Whether the number may end here. */
  boolean isWhole() {
    return switch (state) {
      case ZERO, INTEGER, FRACTION, EXPONENT -> true;
      case MINUS, POINT, E, SIGN, NONE -> false;
    };
  }

  private static State afterInteger(char c) {
    return c == '.' ? State.POINT : isE(c) ? State.E : State.NONE;
  }

  private static boolean isSign(char c) {
    return c == '+' || c == '-';
  }

  private static boolean isE(char c) {
    return c == 'e' || c == 'E';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
