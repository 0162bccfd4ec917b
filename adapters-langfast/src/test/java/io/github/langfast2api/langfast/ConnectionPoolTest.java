package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.RawPeer;
import io.github.langfast2api.langfast.wire.RequestNotSentException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.ports.time.TimeoutSweeper;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the connections on which LangFast is called. */
@Timeout(60)
class ConnectionPoolTest {

  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";

  @Test
  void aConnectionServesOneCallAfterTheOther() throws Exception {
    try (RawPeer peer = new RawPeer(c -> answer(c, 1, 2), c -> answer(c, 9));
        SupabaseClient client = client(peer.uri())) {
      assertEquals("1", call(client));
      assertEquals("2", call(client));
    }
  }

  @Test
  void aConnectionThatWasIdleForLongServesTheNextCall() throws Exception {
    try (RawPeer peer = new RawPeer(c -> answer(c, 1, 2, 3), c -> answer(c, 9));
        SupabaseClient client = client(peer.uri())) {
      assertEquals("1", call(client));
      untilLookedAt();
      assertEquals("2", call(client));
      assertEquals("3", call(client));
    }
  }

  @Test
  void aConnectionThatItsServerEndedIsNotUsedAgain() throws Exception {
    try (RawPeer peer =
            new RawPeer(
                c -> {
                  answer(c, 1);
                  c.end();
                },
                c -> answer(c, 2));
        SupabaseClient client = client(peer.uri())) {
      assertEquals("1", call(client));
      until(() -> client.idleConnections() == 0);
      assertEquals("2", call(client));
    }
  }

  @Test
  void aConnectionThatItsServerHasJustEndedIsNotUsedAgain() throws Exception {
    Semaphore ended = new Semaphore(0);
    try (RawPeer peer =
            new RawPeer(
                c -> {
                  answer(c, 1);
                  c.end();
                  ended.release();
                });
        SupabaseClient client = client(peer.uri())) {
      for (int i = 0; i < 50; i++) {
        assertEquals("1", call(client));
        ended.acquire();
      }
    }
  }

  @Test
  void aConnectionThatItsServerHasJustResetIsNotUsedAgain() throws Exception {
    Semaphore ended = new Semaphore(0);
    try (RawPeer peer =
            new RawPeer(
                c -> {
                  answer(c, 1);
                  c.reset();
                  ended.release();
                });
        SupabaseClient client = client(peer.uri())) {
      for (int i = 0; i < 50; i++) {
        assertEquals("1", call(client));
        ended.acquire();
      }
    }
  }

  @Test
  void anAnswerThatComesBeforeTheRequestIsSentIsHeard() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (RawPeer peer =
            new RawPeer(
                c -> {
                  refuseEarly(c);
                  left.await();
                },
                c -> {
                  refuseEarly(c);
                  c.end();
                },
                c -> {
                  refuseEarly(c);
                  c.reset();
                });
        SupabaseClient client = client(peer.uri())) {
      for (int i = 0; i < 3; i++) {
        assertEquals(
            413, assertThrows(HttpRefusedException.class, () -> sendMuch(client)).status());
        left.countDown();
      }
      assertEquals(0, client.idleConnections());
    }
  }

  @Test
  void aConnectionThatEndsBeforeTheRequestIsSentIsNoUnknownOutcome() throws Exception {
    try (RawPeer peer =
            new RawPeer(
                c -> {
                  String unused = c.readRequest();
                  c.reset();
                });
        SupabaseClient client = client(peer.uri())) {
      assertThrows(RequestNotSentException.class, () -> sendMuch(client));
    }
  }

  private static void refuseEarly(RawPeer.Connection connection) throws Exception {
    String unused = connection.readRequest();
    connection.text("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno");
  }

  /** More than sockets buffer. */
  private static void sendMuch(SupabaseClient client) {
    JsonObject body = JsonFormat.object().add("text", "x".repeat(32 << 20)).build();
    client.post("/call", body);
  }

  @Test
  void aConnectionThatSpeaksUnaskedIsNotUsedAgain() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (RawPeer peer =
            new RawPeer(
                c -> {
                  answer(c, 1);
                  c.text("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
                  left.await();
                },
                c -> answer(c, 2));
        SupabaseClient client = client(peer.uri())) {
      assertEquals("1", call(client));
      until(() -> client.idleConnections() == 0);
      left.countDown();
      assertEquals("2", call(client));
    }
  }

  @Test
  void aConnectionWhoseCallFailedIsNotUsedAgain() throws Exception {
    try (RawPeer peer =
            new RawPeer(
                c -> {
                  answer(c, 1);
                  String unused = c.readRequest();
                  c.text("no HTTP at all\r\n\r\n");
                },
                c -> answer(c, 2));
        SupabaseClient client = client(peer.uri())) {
      assertEquals("1", call(client));
      assertThrows(RuntimeException.class, () -> call(client));
      assertEquals(0, client.idleConnections());
      assertEquals("2", call(client));
    }
  }

  @Test
  void anInterruptEndsACallWhoseConnectionWasIdleForLong() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    try (RawPeer peer =
            new RawPeer(
                c -> {
                  answer(c, 1);
                  String unused = c.readRequest();
                  asked.countDown();
                  left.await();
                });
        SupabaseClient client = client(peer.uri())) {
      assertEquals("1", call(client));
      untilLookedAt();
      CompletableFuture<ChatException> told = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> told.complete(assertThrows(ChatException.class, () -> call(client))));
      asked.await();
      caller.interrupt();
      assertEquals(new ChatFailure.Cancelled(), told.get(20, TimeUnit.SECONDS).failure());
      left.countDown();
    }
  }

  @Test
  void aServerThatIsNotThereIsAnIoFailure() throws Exception {
    URI gone;
    try (RawPeer peer = new RawPeer(c -> {})) {
      gone = peer.uri();
    }
    try (SupabaseClient client = client(gone)) {
      assertThrows(UncheckedIOException.class, () -> call(client));
    }
  }

  @Test
  void whatIsIdleIsClosedWithTheClient() throws Exception {
    try (RawPeer peer = new RawPeer(c -> answer(c, 1))) {
      SupabaseClient client = client(peer.uri());
      assertEquals("1", call(client));
      client.close();
      assertEquals(0, client.idleConnections());
      assertEquals("", peer.received());
    }
  }

  /** Answers so many calls on the connection. */
  private static void answer(RawPeer.Connection connection, int... answers) throws Exception {
    for (int answer : answers) {
      assertTrue(connection.readRequest().startsWith("POST /call HTTP/1.1\r\n"));
      connection.readBody(2);
      connection.text(ANSWER + answer);
    }
  }

  private static String call(SupabaseClient client) {
    return client.post("/call", JsonValue.EMPTY_JSON_OBJECT).toString();
  }

  private static SupabaseClient client(URI base) {
    LangFastSettings settings = LangFastSettings.of(base, base, "key", new Credentials.Anonymous());
    return new SupabaseClient(
        UpstreamClient.of(settings.network()), settings, new ConfiguredAnonKey("key"));
  }

  /** Until somebody reads what is idle. */
  private static void untilLookedAt() throws InterruptedException {
    Thread.sleep(3 * TimeoutSweeper.PERIOD_MILLIS);
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }
}
