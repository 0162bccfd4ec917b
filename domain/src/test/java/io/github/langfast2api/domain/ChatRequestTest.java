package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatRequestTest {

  private static final Message HELLO = Message.of(Role.USER, "hello");

  @Test
  void aModelIsNamed() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ChatRequest(" ", List.of(HELLO), ChatOptions.DEFAULTS));
  }

  @Test
  void thereIsAMessage() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ChatRequest("m", List.of(), ChatOptions.DEFAULTS));
  }

  @Test
  void theMessagesDoNotChange() {
    List<Message> messages = new ArrayList<>(List.of(HELLO));
    ChatRequest request = new ChatRequest("m", messages, ChatOptions.DEFAULTS);
    messages.clear();
    assertEquals(List.of(HELLO), request.messages());
  }
}
