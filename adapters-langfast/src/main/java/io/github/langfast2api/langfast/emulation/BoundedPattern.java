package io.github.langfast2api.langfast.emulation;

import java.util.regex.Pattern;

/**
 * A regular expression of a client's schema. Some take for ever on some texts, and the model's
 * answer is as good as the client's own: each search has so many steps, and finds nothing then.
 * Safe for any thread.
 */
final class BoundedPattern {

  private static final int MAX_STEPS = 2_000_000;

  private final Pattern pattern;

  /**
   * Compiles the expression.
   *
   * @throws java.util.regex.PatternSyntaxException if it is none
   */
  BoundedPattern(String expression) {
    this.pattern = Pattern.compile(expression);
  }

  /** Whether a part of the text matches. */
  boolean find(String text) {
    try {
      return pattern.matcher(new Counted(text)).find();
    } catch (StepsUsedUpException | StackOverflowError e) {
      return false;
    }
  }

  private static final class StepsUsedUpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepsUsedUpException() {
      super(
          "too many steps", null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    }
  }

  /** A text that counts how often it is looked at. */
  private static final class Counted implements CharSequence {

    private final String text;
    private int left = MAX_STEPS;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new StepsUsedUpException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
