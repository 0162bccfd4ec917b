package io.github.langfast2api.ports.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a tokenizer that takes two characters for a token, and whose calls are recorded. */
class TokenTallyTest {

  private static final int MANY = 12_000_000;

  private final List<String> counted = new ArrayList<>();
  private final TokenTally tally = new TokenTally(this::count);

  private int count(String text) {
    counted.add(text);
    return (text.length() + 1) / 2;
  }

  private int chars() {
    return counted.stream().mapToInt(String::length).sum();
  }

  @Test
  void aTextWithoutAGapIsCountedInBlocksAndBeyondAMillionCharactersEstimated() {
    tally.add("x".repeat(MANY));
    assertEquals(MANY / 2, tally.count());
    assertTrue(chars() <= TokenTally.MAX_EXACT_CHARS + 4096, () -> chars() + " were counted");
    assertTrue(counted.stream().allMatch(block -> block.length() <= 4096));
  }

  @Test
  void soIsOneThatComesBitByBit() {
    for (int i = 0; i < MANY / 1000; i++) {
      tally.add("x".repeat(1000));
    }
    assertEquals(MANY / 2, tally.count());
    assertTrue(chars() <= TokenTally.MAX_EXACT_CHARS + 4096, () -> chars() + " were counted");
  }

  @Test
  void manyTextsAreCountedToTheSameBoundTogether() {
    for (int i = 0; i < MANY / 1000; i++) {
      tally.add("x".repeat(1000));
      tally.endText();
    }
    assertEquals(MANY / 2, tally.count());
    assertTrue(chars() <= TokenTally.MAX_EXACT_CHARS + 4096, () -> chars() + " were counted");
  }

  @Test
  void aTextThatIsTakenBackIsNotCountedButItsWorkIs() {
    tally.add("x".repeat(TokenTally.MAX_EXACT_CHARS));
    tally.clear();
    tally.add("yy".repeat(1000));
    assertEquals(1000, tally.count());
    assertEquals(TokenTally.MAX_EXACT_CHARS, chars());
  }

  @Test
  void aBlockEndsBeforeAGapAndNeverWithinACharacter() {
    tally.add("word word, word。文".repeat(2000));
    tally.endText();
    assertTrue(
        counted.subList(1, counted.size()).stream().allMatch(block -> " 。".contains(first(block))),
        () -> counted.get(1));
    counted.clear();
    tally.clear();
    tally.add("a" + "\ud83d\ude00".repeat(10_000));
    tally.endText();
    assertEquals(20_001, chars());
    assertTrue(counted.stream().noneMatch(block -> Character.isLowSurrogate(block.charAt(0))));
  }

  private static String first(String block) {
    return block.substring(0, 1);
  }
}
