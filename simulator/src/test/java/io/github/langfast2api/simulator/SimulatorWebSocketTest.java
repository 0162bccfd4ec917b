package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server's side of RFC 6455, byte by byte. */
class SimulatorWebSocketTest {
  private static final byte[] NOTHING = {};

  private final Simulator simulator = Simulator.start();
  private final RawSocket socket = new RawSocket(simulator.uri());

  @AfterEach
  void close() {
    socket.close();
    simulator.close();
  }

  @Test
  void theHandshakeIsAcceptedWithTheKeyOfTheSpecification() {
    assertTrue(socket.head.startsWith("HTTP/1.1 101 "), socket.head);
    assertTrue(
        socket.head.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
        socket.head);
  }

  @Test
  void fragmentsAreJoinedEvenWithinACharacterAndAroundAPing() {
    byte[] text = "40{\"token\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
    socket.frame(0x01, Arrays.copyOf(text, 13));
    socket.frame(0x89, (byte) 'p');
    assertEquals("8a p", socket.readFrame());
    socket.frame(0x80, Arrays.copyOfRange(text, 13, text.length));

    assertEquals("81 44{\"message\":\"JWT invalid\"}", socket.readFrame());
  }

  @Test
  void aCloseFrameIsAnsweredInKind() {
    socket.frame(0x88, (byte) 0x0F, (byte) 0xA0);

    assertEquals("88 4000", socket.readFrame());
    assertTrue(socket.isAtEnd());
  }

  @Test
  void anEmptyCloseFrameIsAnsweredInKind() {
    socket.frame(0x88, NOTHING);

    assertEquals("88 ", socket.readFrame());
    assertTrue(socket.isAtEnd());
  }

  @Test
  void anUnmaskedFrameIsAProtocolError() {
    socket.send((byte) 0x81, (byte) 0);

    assertEquals("88 1002", socket.readFrame());
  }

  @Test
  void reservedBitsAndOpcodesAreProtocolErrors() {
    socket.frame(0xC1, NOTHING);
    assertEquals("88 1002", socket.readFrame());
    try (RawSocket other = new RawSocket(simulator.uri())) {
      other.frame(0x83, NOTHING);
      assertEquals("88 1002", other.readFrame());
    }
  }

  @Test
  void aContinuationOfNothingIsAProtocolError() {
    socket.frame(0x80, NOTHING);

    assertEquals("88 1002", socket.readFrame());
  }

  @Test
  void aMessageWithinAMessageIsAProtocolError() {
    socket.frame(0x01, (byte) '4');
    socket.frame(0x81, (byte) '4');

    assertEquals("88 1002", socket.readFrame());
  }

  @Test
  void textThatIsNoUtf8IsRefused() {
    socket.frame(0x81, (byte) 0xFF);

    assertEquals("88 1007", socket.readFrame());
  }

  @Test
  void binaryMessagesAreRefused() {
    socket.frame(0x82, (byte) 1);

    assertEquals("88 1003", socket.readFrame());
  }

  @Test
  void aFrameThatAnnouncesTooMuchIsRefusedBeforeItComes() {
    socket.send((byte) 0x81, (byte) 0xFF, (byte) 0, (byte) 0, (byte) 0, (byte) 1);
    socket.send(new byte[4]);

    assertEquals("88 1009", socket.readFrame());
  }
}
