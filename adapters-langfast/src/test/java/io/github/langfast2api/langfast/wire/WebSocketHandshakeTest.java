package io.github.langfast2api.langfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WebSocketHandshakeTest {

  @Test
  void theKeyIsAcceptedAsInTheExampleOfTheStandard() {
    assertEquals(
        "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WebSocketHandshake.accept("dGhlIHNhbXBsZSBub25jZQ=="));
  }
}
