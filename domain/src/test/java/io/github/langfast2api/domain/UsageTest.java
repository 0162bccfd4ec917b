package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

  @Test
  void theTotalIsThatOfPromptAndCompletion() {
    assertEquals(12, new Usage(5, 7, 3, 2).total());
  }

  @Test
  void twoRunsCostBothTheirConversations() {
    assertEquals(new Usage(11, 22, 33, 44), new Usage(1, 2, 3, 4).plus(new Usage(10, 20, 30, 40)));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
  void noNumberIsNegative(int prompt, int completion, int reasoning, int cached) {
    assertThrows(
        IllegalArgumentException.class, () -> new Usage(prompt, completion, reasoning, cached));
  }
}
