package io.github.langfast2api.langfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WebSocketChannelTest {

  private final UpstreamClient client =
      UpstreamClient.of(UpstreamNetwork.direct(Duration.ofSeconds(20)));

  @Test
  void aMessageThatComesWithTheHandshakeIsRead() throws Exception {
    try (RawPeer peer = RawPeer.webSocket(c -> c.message("hello"));
        WebSocketChannel channel = open(peer)) {
      assertEquals("hello", channel.receive().text());
    }
  }

  @Test
  void whatIsToBeDoneBeforeAWaitIsDoneOnceAllThatCameIsReceived() throws Exception {
    try (RawPeer peer =
            RawPeer.webSocket(
                c -> {
                  c.bytes("8101 61 8101 62 8901 70");
                  c.end();
                });
        WebSocketChannel channel = open(peer)) {
      List<String> done = new ArrayList<>();
      channel.beforeWait(() -> done.add("wait"));
      done.add(channel.receive().text());
      done.add(channel.receive().text());
      assertThrows(WebSocketClosedException.class, channel::receive);
      assertEquals(List.of("a", "b"), done.stream().filter(what -> !what.equals("wait")).toList());
      assertEquals("wait", done.getLast());
    }
  }

  @Test
  void aPingIsAnsweredWithItsPayloadWhileSomebodyReads() throws Exception {
    try (RawPeer peer =
        RawPeer.webSocket(
            c -> {
              c.bytes("8902 6869");
              c.bytes("8a00");
              c.bytes("8201 00");
              c.message("then");
            })) {
      try (WebSocketChannel channel = open(peer)) {
        assertEquals("then", channel.receive().text());
      }
      assertEquals("8a:6869 88:03e8", peer.received());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8800, 1005, 88:",
    "8802 03e8, 1000, 88:03e8",
    "8806 0fa0 62796521, 4000, 88:0fa0",
    "8801 03, 1002, 88:03ea",
    "8802 03ed, 1002, 88:03ea",
    "8802 0000, 1002, 88:03ea",
    "8102 c328, 1007, 88:03ef",
    "c100, 1002, 88:03ea",
    "817f 0000000080000000, 1009, 88:03f1"
  })
  void everyEndHasItsCodeAndIsAnswered(String bytes, int code, String answer) throws Exception {
    try (RawPeer peer = RawPeer.webSocket(c -> c.bytes(bytes))) {
      assertEquals(code, endOf(open(peer)));
      assertEquals(answer, peer.received());
    }
  }

  @Test
  void aConnectionThatEndsWithoutACloseFrameEndsAbnormally() throws Exception {
    try (RawPeer peer = RawPeer.webSocket(RawPeer.Connection::end)) {
      assertEquals(WebSocketClosedException.ABNORMAL, endOf(open(peer)));
    }
    try (RawPeer peer = RawPeer.webSocket(RawPeer.Connection::reset)) {
      assertEquals(WebSocketClosedException.ABNORMAL, endOf(open(peer)));
    }
    try (RawPeer peer =
        RawPeer.webSocket(
            c -> {
              c.bytes("8105 4865");
              c.end();
            })) {
      assertEquals(WebSocketClosedException.ABNORMAL, endOf(open(peer)));
    }
  }

  @Test
  void silenceBeyondTheIdleTimeoutEndsAbnormally() throws Exception {
    try (RawPeer peer = RawPeer.webSocket(c -> {})) {
      WebSocketChannel channel = open(peer);
      channel.idleTimeout(Duration.ofMillis(100));
      assertEquals(WebSocketClosedException.ABNORMAL, endOf(channel));
    }
  }

  @Test
  void closeFreesAReaderThatWaits() throws Exception {
    try (RawPeer peer = RawPeer.webSocket(c -> {})) {
      WebSocketChannel channel = open(peer);
      CompletableFuture<Integer> end = new CompletableFuture<>();
      Thread unused = Thread.ofVirtual().start(() -> end.complete(endOf(channel)));
      channel.close();
      channel.close();
      assertEquals(WebSocketClosedException.ABNORMAL, end.get(20, TimeUnit.SECONDS));
      assertEquals("88:03e8", peer.received());
    }
  }

  @Test
  void nothingIsSentOnAClosedChannel() throws Exception {
    try (RawPeer peer = RawPeer.webSocket(c -> {})) {
      WebSocketChannel channel = open(peer);
      channel.close();
      assertThrows(WebSocketClosedException.class, () -> channel.send("hello"));
    }
  }

  @Test
  void aServerThatRefusesTheUpgradeSaysWhy() throws Exception {
    try (RawPeer peer =
        new RawPeer(
            c -> {
              String unused = c.readRequest();
              c.text("HTTP/1.1 503 Down\r\nRetry-After: 3\r\nContent-Length: 4\r\n\r\nbusy");
            })) {
      HttpRefusedException refused = assertThrows(HttpRefusedException.class, () -> open(peer));
      assertEquals(503, refused.status());
      assertEquals("busy", refused.body());
      assertEquals(Duration.ofSeconds(3), refused.retryAfter().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "X-Nothing: at-all"})
  void aServerThatDoesNotProveThatItReadTheKeyIsRefused(String header) throws Exception {
    try (RawPeer peer =
        new RawPeer(
            c -> {
              String unused = c.readRequest();
              c.text(
                  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                      + "Connection: Upgrade\r\n"
                      + header
                      + "\r\n\r\n");
            })) {
      WebSocketClosedException refused =
          assertThrows(WebSocketClosedException.class, () -> open(peer));
      assertEquals(WebSocketClosedException.PROTOCOL_ERROR, refused.code());
    }
  }

  private WebSocketChannel open(RawPeer peer) {
    return WebSocketChannel.open(client, peer.uri(), new MemoryBudget(1L << 30));
  }

  private static int endOf(WebSocketChannel channel) {
    return assertThrows(WebSocketClosedException.class, channel::receive).code();
  }
}
