package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ChatOptionsTest {

  private static ChatOptions stoppingAt(List<String> stop) {
    return ChatOptions.DEFAULTS.withStop(stop);
  }

  @Test
  void anAnswerHasRoomForATokenAtLeast() {
    assertEquals(
        OptionalInt.of(1), ChatOptions.DEFAULTS.withMaxCompletionTokens(1).maxCompletionTokens());
    assertThrows(
        IllegalArgumentException.class, () -> ChatOptions.DEFAULTS.withMaxCompletionTokens(0));
  }

  @Test
  void aStopTextIsNotEmpty() {
    assertThrows(IllegalArgumentException.class, () -> stoppingAt(List.of("a", "")));
  }

  @Test
  void theStopTextsDoNotChange() {
    List<String> stop = new ArrayList<>(List.of("a"));
    ChatOptions options = stoppingAt(stop);
    stop.add("b");
    assertEquals(List.of("a"), options.stop());
  }
}
