package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTest {

  private static final Part IMAGE = new Part.Image("https://x/y.png", Optional.empty());

  private static Message saying(Part... parts) {
    return new Message(Role.USER, List.of(parts), Optional.empty());
  }

  @Test
  void theTextIsThatOfAllTextParts() {
    Message message = saying(new Part.Text("a"), IMAGE, new Part.Text("b"));
    assertEquals("ab", message.text());
    assertFalse(message.isText(), "it has a picture");
  }

  @Test
  void textAloneIsText() {
    assertTrue(Message.of(Role.USER, "a").isText(), "it is text");
    assertEquals("", saying().text());
  }

  @Test
  void anImageIsSomewhere() {
    assertThrows(IllegalArgumentException.class, () -> new Part.Image(" ", Optional.empty()));
  }

  @Test
  void aSchemaHasAName() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ResponseFormat.JsonSchema(
                "", Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
