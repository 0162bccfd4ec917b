package io.github.langfast2api.app;

/**
 * The pre-tokenizer of o200k_base: cuts a text into the pieces that are encoded one by one. It is
 * tiktoken's regular expression for this encoding (openai_public.py, {@code pat_str}), whose
 * alternatives are tried in order, without an engine that is told of it with each text:
 *
 * <pre>
 * [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+('s|'t|'re|'ve|'m|'ll|'d)?
 * [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*('s|'t|'re|'ve|'m|'ll|'d)?
 * \p{N}{1,3}
 *  ?[^\s\p{L}\p{N}]+[\r\n/]*
 * \s*[\r\n]+
 * \s+(?!\S)
 * \s+
 * </pre>
 */
final class O200kPreTokenizer {

  private static final int MAX_DIGITS = 3;
  private static final int NO_WORD = -1;

  private static final int UPPER = bits(Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER);
  private static final int LOWER = bits(Character.LOWERCASE_LETTER);
  private static final int MARK =
      bits(Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK);

  /** Letters without case, and marks, which both halves of a word may have. */
  private static final int CASELESS =
      bits(Character.MODIFIER_LETTER, Character.OTHER_LETTER) | MARK;

  private static final int LETTER = (UPPER | LOWER | CASELESS) & ~MARK;
  private static final int NUMBER =
      bits(Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER);

  private O200kPreTokenizer() {}

  /** The end of the piece that begins at this index, which is less than the text's length. */
  static int end(String text, int from) {
    int word = word(text, from);
    if (word != NO_WORD) {
      return contraction(text, word);
    }
    int first = text.codePointAt(from);
    if (is(first, NUMBER)) {
      return digits(text, from);
    }
    int marks = first == ' ' ? from + 1 : from;
    if (marks < text.length() && isMark(text.codePointAt(marks))) {
      return marks(text, marks);
    }
    return space(text, from);
  }

  /** The end of the word that begins here, perhaps after a character that is none. */
  private static int word(String text, int from) {
    int first = text.codePointAt(from);
    boolean prefixed = first != '\r' && first != '\n' && !is(first, LETTER | NUMBER);
    int afterPrefix = prefixed ? from + Character.charCount(first) : from;
    int end = lowerWord(text, afterPrefix);
    if (end == NO_WORD && prefixed) {
      end = lowerWord(text, from);
    }
    if (end == NO_WORD) {
      end = upperWord(text, afterPrefix);
    }
    return end;
  }

  /** The end of capitals, if any, and at least one letter that is none. */
  private static int lowerWord(String text, int from) {
    int at = from;
    int afterCaseless = NO_WORD;
    while (at < text.length() && is(text.codePointAt(at), UPPER | CASELESS)) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      afterCaseless = is(c, CASELESS) ? at : afterCaseless;
    }
    int end = run(text, at, LOWER | CASELESS);
    return end > at ? end : afterCaseless;
  }

  /** The end of capitals that no other letter follows. */
  private static int upperWord(String text, int from) {
    int end = run(text, from, UPPER | CASELESS);
    return end > from ? end : NO_WORD;
  }

  /** The end of a contraction such as 'll that follows a word, else of the word. */
  private static int contraction(String text, int from) {
    if (from + 1 >= text.length() || text.charAt(from) != '\'') {
      return from;
    }
    char first = lower(text.charAt(from + 1));
    char second = from + 2 < text.length() ? lower(text.charAt(from + 2)) : ' ';
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return from + 2;
    }
    boolean two =
        (first == 'r' && second == 'e')
            || (first == 'v' && second == 'e')
            || (first == 'l' && second == 'l');
    return two ? from + 3 : from;
  }

  /** Lower case as expressions fold it: U+017F is an s, too. */
  private static char lower(char c) {
    return c == '\u017f' ? 's' : c < 0x80 ? Character.toLowerCase(c) : c;
  }

  private static int digits(String text, int from) {
    int at = from;
    for (int count = 0; count < MAX_DIGITS && at < text.length(); count++) {
      int c = text.codePointAt(at);
      if (!is(c, NUMBER)) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  /** The end of characters that are neither space nor letters nor numbers, and of line breaks. */
  private static int marks(String text, int from) {
    int at = from;
    while (at < text.length() && isMark(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    while (at < text.length() && (isLineBreak(text.charAt(at)) || text.charAt(at) == '/')) {
      at++;
    }
    return at;
  }

  /** The end of space: its last line break, or one before its end if something follows. */
  private static int space(String text, int from) {
    int at = from;
    int afterBreak = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
      afterBreak = isLineBreak(text.charAt(at - 1)) ? at : afterBreak;
    }
    if (afterBreak > from) {
      return afterBreak;
    }
    return at == text.length() || at == from + 1 ? at : at - 1;
  }

  private static int run(String text, int from, int types) {
    int at = from;
    while (at < text.length() && is(text.codePointAt(at), types)) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static boolean isMark(int c) {
    return !is(c, LETTER | NUMBER) && !isSpace(c);
  }

  private static boolean isLineBreak(char c) {
    return c == '\r' || c == '\n';
  }

  /** Whether it has the property White_Space. */
  private static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  private static boolean is(int c, int types) {
    return (types >> Character.getType(c) & 1) != 0;
  }

  private static int bits(int... types) {
    int bits = 0;
    for (int type : types) {
      bits |= 1 << type;
    }
    return bits;
  }
}
