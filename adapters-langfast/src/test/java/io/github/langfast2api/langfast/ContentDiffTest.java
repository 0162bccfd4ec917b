package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ContentDiffTest {

  private final ContentDiff diff = new ContentDiff();

  @Test
  void theDeltaIsWhatFollowsTheTextThatWasPassedOn() {
    assertEquals("Hel", running("Hel"));
    assertEquals("lo", running("Hello"));
    assertEquals("", running("Hello"));
    assertEquals(", world", last("Hello, world"));
  }

  @Test
  void escapesAreDecodedInTheDelta() {
    assertEquals("a\n", running("a\\n"));
    assertEquals("\"\\/\b\f\r\té", running("a\\n\\\"\\\\\\/\\b\\f\\r\\t\\u00e9"));
  }

  @Test
  void theSameTextInOtherEscapesIsTheSameText() {
    assertEquals("é/", running("é/"));
    assertEquals("x", running("\\u00e9\\/x"));
    assertEquals("y", running("é/xy"));
  }

  @Test
  void halfASurrogatePairWaitsForItsOtherHalf() {
    assertEquals("a", running("a\\ud83d"));
    assertEquals("\ud83d\ude00", running("a\\ud83d\\ude00"));
  }

  @Test
  void aBackslashBeforeLettersThatLookLikeAnEscapeIsNone() {
    assertEquals("\\ud83d", running("\\\\ud83d"));
    assertEquals("\\ufffd", new ContentDiff().advance(JsonSlice.of("\\\\ufffd"), false));
  }

  @Test
  void aReplacementCharacterAtTheEndWaitsForWhatReplacesIt() {
    assertEquals("caf", running("caf\uFFFD"));
    assertEquals("é", running("café"));
    assertEquals("", running("café\uFFFD\\ufffd"));
    assertEquals("!", running("café!"));
  }

  @Test
  void whatWaitedIsPassedOnAtTheEnd() {
    assertEquals("a", running("a\uFFFD"));
    assertEquals("\uFFFD", last("a\uFFFD"));
  }

  @Test
  void aSurrogateThatStaysAloneBecomesAReplacementCharacter() {
    assertEquals("a", running("a\\ud83d"));
    assertEquals("\uFFFD", last("a\\ud83d"));
    assertEquals("\uFFFDb", new ContentDiff().advance(JsonSlice.of("\\ude00b"), false));
    assertEquals("\uFFFDb", new ContentDiff().advance(JsonSlice.of("\\ud83db"), false));
  }

  @Test
  void contentThatIsOlderThanWhatWasPassedOnSaysNothing() {
    assertEquals("Hello", running("Hello"));
    assertEquals("", running("Hel"));
    assertEquals("!", running("Hello!"));
  }

  @Test
  void contentThatContradictsWhatWasPassedOnIsRefused() {
    assertEquals("Hello", running("Hello"));
    assertThrows(ContentDiff.RewrittenException.class, () -> running("Help"));
  }

  @Test
  void anEndThatIsShorterThanWhatWasPassedOnIsRefused() {
    assertEquals("Hello", running("Hello"));
    assertThrows(ContentDiff.RewrittenException.class, () -> last("Hel"));
  }

  private String running(String content) {
    return diff.advance(JsonSlice.of(content), false);
  }

  private String last(String content) {
    return diff.advance(JsonSlice.of(content), true);
  }
}
