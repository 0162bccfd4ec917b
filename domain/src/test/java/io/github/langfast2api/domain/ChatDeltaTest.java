package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatDeltaTest {

  @Test
  void aDeltaHasText() {
    assertThrows(IllegalArgumentException.class, () -> new ChatDelta(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ude00b"})
  void aDeltaDoesNotCutASurrogatePair(String text) {
    assertThrows(IllegalArgumentException.class, () -> new ChatDelta(text));
  }

  @Test
  void aDeltaMayBeAPairOrSpace() {
    assertEquals("\ud83d\ude00", new ChatDelta("\ud83d\ude00").text());
    assertEquals(" ", new ChatDelta(" ").text());
  }
}
