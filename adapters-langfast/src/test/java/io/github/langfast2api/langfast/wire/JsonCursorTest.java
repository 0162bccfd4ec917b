package io.github.langfast2api.langfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonCursorTest {

  @Property(tries = 2000)
  void aStringEndsAtTheQuoteThatNoBackslashEscapes(@ForAll("texts") String text) {
    JsonCursor cursor = cursor(text, "after");
    assertEquals(text, cursor.string().unescaped());
    assertTrue(cursor.accept(','));
    assertEquals("after", cursor.string().unescaped());
  }

  @Property(tries = 2000)
  void whatIsKnownOfAStringChangesNothing(
      @ForAll("texts") String beginning, @ForAll("texts") String rest) {
    JsonCursor cursor = cursor(beginning + rest, "after");
    int known = Utf8Slice.of(inside(beginning)).length();
    assertEquals(beginning + rest, cursor.string(at -> known).unescaped());
    assertTrue(cursor.accept(','));
    assertEquals("after", cursor.string().unescaped());
  }

  @Test
  void aStringWithoutAnEndIsMalformed() {
    for (String text : new String[] {"\"", "\"1234567", "\"12345678", "\"123456789abcdef\\\""}) {
      JsonCursor cursor = new JsonCursor(Utf8Slice.of(text));
      assertThrows(MalformedJsonException.class, cursor::string);
    }
  }

  /** Such as make escapes, and end at every place within eight bytes. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars('a', 'b', '"', '\\', '\n', '\u0001', '\u00e9', '\u4f60')
        .ofMaxLength(40);
  }

  private static JsonCursor cursor(String text, String next) {
    return new JsonCursor(Utf8Slice.of('"' + inside(text) + "\",\"" + next + '"'));
  }

  private static String inside(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\u0001", "\\u0001");
  }
}
