package io.github.langfast2api.langfast.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.ports.memory.MemoryBudget;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketMessagesTest {

  private static final int LIMIT = 70_000;

  @Test
  void theExamplesOfTheStandardAreRead() {
    assertEquals("Hello", text(messages("8105 48656c6c6f").next()));
    assertEquals("Hello", text(messages("0103 48656c 8002 6c6f").next()));
  }

  @Test
  void lengthsOfSixteenAndOfSixtyFourBitsAreRead() {
    String payload = "61".repeat(256);
    assertEquals(256, messages("817e0100" + payload).next().payload().length());
    String long64 = "62".repeat(65536);
    assertEquals(65536, messages("817f0000000000010000" + long64).next().payload().length());
  }

  @Test
  void aFragmentMayEndInsideACharacter() {
    assertEquals("é", text(messages("0101 c3 8001 a9").next()));
  }

  @Test
  void aControlFrameMayComeBetweenFragments() {
    WebSocketMessages messages = messages("0101 61 8901 21 0001 62 8000");
    assertEquals(WebSocketFrame.PING, messages.next().opcode());
    assertEquals("ab", text(messages.next()));
  }

  @Test
  void aFrameWithoutPayloadDoesNotWaitForMore() {
    assertEquals(0, messages("8100").next().payload().length());
    assertEquals(WebSocketFrame.CLOSE, messages("8800").next().opcode());
  }

  @ParameterizedTest
  @CsvSource({
    "c100, 1002, a reserved bit",
    "a100, 1002, a reserved bit",
    "9100, 1002, a reserved bit",
    "8300, 1002, a reserved opcode",
    "8b00, 1002, a reserved control opcode",
    "818000000000, 1002, a masked frame from a server",
    "0900, 1002, a ping in fragments",
    "897e0080, 1002, a ping that is too long",
    "8000, 1002, a continuation of nothing",
    "01008100, 1002, a new message within another",
    "817f0000000080000000, 1009, a frame of 2 GB",
    "817fffffffffffffffff, 1009, a length that is negative",
    "817f0000000000011171, 1009, a frame over the limit"
  })
  void aServerThatBreaksTheRulesIsTold(String bytes, int code, String what) {
    WebSocketMessages messages = messages(bytes);
    WebSocketClosedException end =
        assertThrows(WebSocketClosedException.class, () -> readAll(messages), what);
    assertEquals(code, end.code(), what);
  }

  @Test
  void fragmentsTogetherAreNoLongerThanTheLimit() {
    String part = "7e9c40" + "61".repeat(40_000);
    WebSocketMessages messages = messages("01" + part + "80" + part);
    WebSocketClosedException end = assertThrows(WebSocketClosedException.class, messages::next);
    assertEquals(WebSocketClosedException.TOO_BIG, end.code());
  }

  @Test
  void aClientsFrameIsMasked() {
    byte[] frame = WebSocketFrame.text("Hello").masked(0x37fa213d);
    assertArrayEquals(HexFormat.of().parseHex("818537fa213d7f9f4d5158"), frame);
  }

  @Test
  void aClientsFrameSaysItsLength() {
    assertEquals("81fe007e", start(WebSocketFrame.text("a".repeat(126)), 4));
    assertEquals("81feffff", start(WebSocketFrame.text("a".repeat(65535)), 4));
    assertEquals("81ff0000000000010000", start(WebSocketFrame.text("a".repeat(65536)), 10));
  }

  private static String start(WebSocketFrame frame, int length) {
    return HexFormat.of().formatHex(frame.masked(0), 0, length);
  }

  @Test
  void aLongFrameTakesMemoryUntilTheNext() {
    MemoryBudget memory = new MemoryBudget(4 << 20);
    byte[] sent = new byte[10 + (2 << 20) + 3];
    ByteBuffer.wrap(sent).putShort((short) 0x817f).putLong(2 << 20);
    ByteBuffer.wrap(sent, sent.length - 3, 3).putShort((short) 0x8101).put((byte) 'x');
    ByteArrayInputStream bytes = new ByteArrayInputStream(sent);
    WebSocketMessages messages =
        new WebSocketMessages(
            new WebSocketInput(bytes::read, memory.reserve()), memory.reserve(), 3 << 20);
    assertEquals(2 << 20, messages.next().payload().length());
    assertEquals(2 << 20, memory.reserved());
    assertEquals("x", text(messages.next()));
    assertEquals(0, memory.reserved());
  }

  @Test
  void whatThereIsNoMemoryForEndsTheConnection() {
    MemoryBudget memory = new MemoryBudget(1 << 20);
    byte[] frame = new byte[10 + (2 << 20)];
    ByteBuffer.wrap(frame).putShort((short) 0x817f).putLong(2 << 20);
    ByteArrayInputStream bytes = new ByteArrayInputStream(frame);
    WebSocketMessages messages =
        new WebSocketMessages(
            new WebSocketInput(bytes::read, memory.reserve()), memory.reserve(), 3 << 20);
    assertEquals(
        WebSocketClosedException.TOO_BIG,
        assertThrows(WebSocketClosedException.class, messages::next).code());
    String fragment = "017f0000000000010000" + "62".repeat(65536);
    WebSocketMessages fragments =
        messages(fragment + "0001" + "62" + "8001" + "62", new MemoryBudget(100_000));
    assertEquals(
        WebSocketClosedException.TOO_BIG,
        assertThrows(WebSocketClosedException.class, fragments::next).code());
  }

  @Test
  void theLimitCanBeMovedBetweenMessages() {
    WebSocketMessages messages = messages("8103 616263 8103 646566");
    assertEquals("abc", text(messages.next()));
    messages.limit(2);
    assertEquals(
        WebSocketClosedException.TOO_BIG,
        assertThrows(WebSocketClosedException.class, messages::next).code());
  }

  private static void readAll(WebSocketMessages messages) {
    for (int i = 0; i < 4; i++) {
      WebSocketFrame unused = messages.next();
    }
  }

  private static String text(WebSocketFrame message) {
    return message.payload().text();
  }

  private static WebSocketMessages messages(String hex) {
    return messages(hex, new MemoryBudget(1L << 30));
  }

  private static WebSocketMessages messages(String hex, MemoryBudget memory) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    ByteArrayInputStream sent = new ByteArrayInputStream(bytes);
    // A byte at a time, as slowly as a network can bring them, where they are not too many for it.
    int most = bytes.length < 100 ? 1 : 5000;
    WebSocketInput input =
        new WebSocketInput(
            (into, from, room) -> sent.read(into, from, Math.min(most, room)), memory.reserve());
    return new WebSocketMessages(input, memory.reserve(), LIMIT);
  }
}
