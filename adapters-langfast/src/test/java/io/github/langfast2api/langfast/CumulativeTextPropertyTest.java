package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the pieces, the escapes and the reader's speed: the deltas joined are the text. */
class CumulativeTextPropertyTest {

  @Property(tries = 2000)
  void theDeltasJoinedAreTheText(@ForAll("texts") String text, @ForAll Random random) {
    CumulativeText held = new CumulativeText();
    StringBuilder joined = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      // Any cut, between the halves of a pair too; several pieces at once for a slow reader.
      at = Math.min(text.length(), at + 1 + random.nextInt(6));
      joined.append(wellFormed(advance(held, text.substring(0, at), random, false)));
    }
    joined.append(wellFormed(advance(held, text, random, true)));
    assertEquals(text, joined.toString());
  }

  @Property(tries = 1000)
  void aTextCutWithinItsBytesIsMadeGoodByTheNextEvent(
      @ForAll("texts") String text, @ForAll Random random) {
    CumulativeText held = new CumulativeText();
    StringBuilder joined = new StringBuilder();
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int end = 1; end < bytes.length; end += 1 + random.nextInt(3)) {
      String cut = new String(bytes, 0, end, java.nio.charset.StandardCharsets.UTF_8);
      joined.append(wellFormed(advance(held, cut, random, false)));
    }
    joined.append(wellFormed(advance(held, text, random, true)));
    assertEquals(text, joined.toString());
  }

  @Property(tries = 1000)
  void whateverIsRewrittenWhoeverReadsAllHasTheLastText(
      @ForAll("texts") String before, @ForAll("texts") String after, @ForAll Random random) {
    CumulativeText held = new CumulativeText();
    StringBuilder joined = new StringBuilder();
    for (String content : List.of(before, after, before + after, after + before, after)) {
      held.update(Utf8Slice.of(escaped(content, random)), content.equals(after));
      if (random.nextBoolean()) {
        take(held, joined, false);
      }
    }
    take(held, joined, true);
    assertEquals(after, joined.toString());
  }

  private static void take(CumulativeText held, StringBuilder joined, boolean last) {
    CumulativeText.Delta delta = held.next(last);
    joined.setLength(delta.rewrite() ? 0 : joined.length());
    joined.append(wellFormed(delta.text()));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> character =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('a', 'z').ofLength(1),
            Arbitraries.of("\"", "\\", "/", "\n", "\t", "\u0001", "\\u", "ufffd", "d83d", "\u2028"),
            Arbitraries.of("é", "\u4f60", "\uFFFD", "\ud83d\ude00", "\ud83d\ude80", "\uFFFF"));
    return character.list().ofMaxSize(60).map(list -> String.join("", list));
  }

  private static String advance(CumulativeText held, String content, Random random, boolean last) {
    held.update(Utf8Slice.of(escaped(content, random)), last);
    if (!last && random.nextInt(3) == 0) {
      return ""; // a reader that is slow
    }
    CumulativeText.Delta delta = held.next(last);
    assertFalse(delta.rewrite());
    return delta.text();
  }

  private static String wellFormed(String delta) {
    List<Integer> alone =
        delta.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF).boxed().toList();
    assertFalse(!alone.isEmpty(), () -> "half a pair in " + delta);
    return delta;
  }

  /** The inside of a JSON string, where what may be escaped sometimes is. */
  private static String escaped(String text, Random random) {
    StringBuilder json = new StringBuilder();
    boolean free = random.nextBoolean();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (unit == '"' || unit == '\\') {
        json.append('\\').append(unit);
      } else if (unit == '\n') {
        json.append("\\n");
      } else if (unit < ' ' || (Character.isSurrogate(unit) && !paired)) {
        json.append("\\u%04x".formatted((int) unit));
      } else if (paired && (free || random.nextInt(4) > 0)) {
        json.append(unit).append(text.charAt(++i));
      } else if (paired || (!free && random.nextInt(8) == 0)) {
        json.append("\\u%04X".formatted((int) unit));
        if (paired) {
          json.append("\\u%04x".formatted((int) text.charAt(++i)));
        }
      } else {
        json.append(unit);
      }
    }
    return json.toString();
  }
}
