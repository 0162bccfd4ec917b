package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.RawPeer;
import io.github.langfast2api.ports.contract.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A runner that breaks in ways in which no Socket.IO server does by itself. */
@Timeout(60)
class RunnerFaultTest {

  private static final String JOB = "job-1";
  private static final String OPEN =
      "0{\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":%d,\"pingTimeout\":%d}";
  private static final String TEXT =
      "42[\"execution:chunk\",{\"executionId\":\"job-1\",\"status\":\"%s\",\"content\":\"%s\"}]";

  /** Whether the client was told that its run has been started. */
  private final CountDownLatch runStarted = new CountDownLatch(1);

  private HttpServer supabase;

  @BeforeEach
  void start() throws IOException {
    supabase = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map.of(
            "/auth/v1/signup",
            "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_in\":3600,\"user\":{\"id\":\"u\"}}",
            "/rest/v1/rpc/create_prompt",
            "\"p\"")
        .forEach((path, body) -> supabase.createContext(path, call -> answer(call, body)));
    supabase.createContext(
        "/functions/v1/initiate-prompt-run",
        call -> {
          answer(call, "{\"run_id\":\"r\",\"jobs\":[{\"job_id\":\"" + JOB + "\"}]}");
          runStarted.countDown();
        });
    supabase.start();
  }

  @AfterEach
  void stop() {
    supabase.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "a reset, reset",
    "an end without a close frame, end",
    "an end within a frame, 8120 3432 end",
    "an end within a frame's length, 817f 0000 end",
    "a text that is not UTF-8, 8102 c328",
    "reserved bits, c102 3433",
    "a reserved opcode, 8300",
    "a masked frame, 8181 00000000 32",
    "a frame of 2 GB, 817f 0000000080000000",
    "a frame of more than can be, 817f ffffffffffffffff",
    "a fragment of nothing, 8001 32",
    "a ping in fragments, 0901 32",
    "a close without a code, 8800",
    "a close with a code, 8802 03f3",
    "a close with half a code, 8801 03",
    "a close with a code that must not be, 8802 03ee"
  })
  void theAnswerGoesOnOverTheNextConnection(String fault, String bytes) throws Exception {
    RawPeer.Conversation broken =
        connection -> {
          accept(connection, 25_000, 20_000);
          awaitRun();
          connection.message(TEXT.formatted("in_progress", "before"));
          breakBy(connection, bytes);
        };
    assertEquals("before, after", answer(broken, this::wholeAnswer).text());
  }

  @Test
  void aServerThatFallsSilentIsLeftAfterTheTimeThatItNamed() throws Exception {
    RawPeer.Conversation silent = connection -> accept(connection, 100, 100);
    // The peer plays one connection after the other, so the answer comes only once this one is
    // left.
    assertEquals("before, after", answer(silent, this::wholeAnswer).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0{}", "0no json", "3", "42[\"hello\"]", "41", "1", "hello"})
  void aServerThatDoesNotOpenByTheRulesIsToldAndNotWaitedFor(String first) throws Exception {
    RawPeer.Conversation wrong =
        connection -> {
          connection.upgrade();
          connection.message(first);
        };
    assertInstanceOf(ChatFailure.Unreachable.class, answer(wrong).failure().orElseThrow());
  }

  @Test
  void anOpenPacketOfMegabytesIsNotHeardToItsEnd() throws Exception {
    String open =
        OPEN.formatted(25_000, 20_000).replace("\"s\"", "\"" + "s".repeat(30_000_000) + "\"");
    RawPeer.Conversation long30 =
        connection -> {
          connection.upgrade();
          connection.message(open);
        };
    assertInstanceOf(ChatFailure.Unreachable.class, answer(long30).failure().orElseThrow());
  }

  @Test
  void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
    Answer answer = answer(connection -> Thread.sleep(10_000));
    ChatFailure.TimedOut late =
        assertInstanceOf(ChatFailure.TimedOut.class, answer.failure().orElseThrow());
    assertEquals(ChatFailure.Clock.CONNECT, late.clock());
  }

  @Test
  void aServerThatPingsAndNeverAcceptsIsGivenUp() throws Exception {
    RawPeer.Conversation stalling =
        connection -> {
          connection.upgrade();
          connection.message(OPEN.formatted(25_000, 20_000));
          connection.readFrame();
          while (true) {
            connection.message("2");
            connection.readFrame();
            Thread.sleep(20);
          }
        };
    assertEquals(Optional.empty(), answer(stalling).finish());
  }

  private Answer answer(RawPeer.Conversation... conversations) throws IOException {
    URI calls = URI.create("http://127.0.0.1:" + supabase.getAddress().getPort());
    try (RawPeer runner = new RawPeer(conversations);
        LangFastBackend backend =
            new LangFastBackend(
                LangFastSettings.of(calls, runner.uri(), "key", new Credentials.Anonymous())
                    .withTimeouts(
                        new LangFastSettings.Timeouts(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(10))))) {
      return Answer.of(backend, "q");
    }
  }

  private void wholeAnswer(RawPeer.Connection connection) throws Exception {
    accept(connection, 25_000, 20_000);
    awaitRun();
    connection.message(TEXT.formatted("completed", "before, after"));
  }

  private void awaitRun() throws InterruptedException {
    assertTrue(runStarted.await(30, TimeUnit.SECONDS), "no run is started");
  }

  private static void accept(RawPeer.Connection connection, int interval, int timeout)
      throws IOException {
    connection.upgrade();
    connection.message(OPEN.formatted(interval, timeout));
    connection.readFrame();
    connection.message("40{\"sid\":\"x\"}");
  }

  private static void breakBy(RawPeer.Connection connection, String bytes) throws IOException {
    switch (bytes) {
      case "reset" -> connection.reset();
      case "end" -> connection.end();
      default -> {
        connection.bytes(bytes.replace("end", ""));
        if (bytes.endsWith("end")) {
          connection.end();
        }
      }
    }
  }

  private static void answer(HttpExchange call, String body) throws IOException {
    try (call) {
      byte[] unused = call.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(UTF_8);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.sendResponseHeaders(200, bytes.length);
      call.getResponseBody().write(bytes);
    }
  }
}
