package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import org.junit.jupiter.api.Test;

class CumulativeTextTest {

  private final CumulativeText text = new CumulativeText();

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
    assertEquals("\\ufffd", first("\\\\ufffd"));
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
    assertEquals("\uFFFDb", first("\\ude00b"));
    assertEquals("\uFFFDb", first("\\ud83db"));
  }

  @Test
  void contentThatIsOlderThanWhatWasPassedOnSaysNothing() {
    assertEquals("Hello", running("Hello"));
    assertEquals("", running("Hel"));
    assertEquals("!", running("Hello!"));
  }

  @Test
  void aTailThatIsRewrittenBeforeItWasTakenIsAsIfItHadNeverBeen() {
    text.update(Utf8Slice.of("Hello wrold"), false);
    assertEquals("Hello world", running("Hello world"));
    text.update(Utf8Slice.of("Hello world!!!"), false);
    assertEquals("", last("Hello world"));
  }

  @Test
  void contentThatContradictsWhatWasTakenStandsInItsPlace() {
    assertEquals("Hello", running("Hello"));
    text.update(Utf8Slice.of("Help"), false);
    assertEquals(new CumulativeText.Delta("Help", true), text.next(false));
    assertEquals(" me", running("Help me"));
  }

  @Test
  void anEndThatIsShorterThanWhatWasTakenStandsInItsPlace() {
    assertEquals("Hello", running("Hello"));
    text.update(Utf8Slice.of("Hel"), true);
    assertEquals(new CumulativeText.Delta("Hel", true), text.next(true));
  }

  @Test
  void aTextThatComesAgainAndAgainIsHeldOnce() {
    String whole = "0123456789abcdef".repeat(4096);
    for (int end = 16; end <= whole.length(); end += 16) {
      assertEquals(16, running(whole.substring(0, end)).length());
    }
    assertTrue(text.capacity() <= 2 * whole.length());
  }

  private static String first(String content) {
    CumulativeText fresh = new CumulativeText();
    fresh.update(Utf8Slice.of(content), false);
    return fresh.next(false).text();
  }

  private String running(String content) {
    text.update(Utf8Slice.of(content), false);
    return follows(text.next(false));
  }

  private String last(String content) {
    text.update(Utf8Slice.of(content), true);
    return follows(text.next(true));
  }

  private static String follows(CumulativeText.Delta delta) {
    assertFalse(delta.rewrite());
    return delta.text();
  }
}
