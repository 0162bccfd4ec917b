package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.RawPeer;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.resilience.RetryBackend;
import io.github.langfast2api.ports.resilience.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run counts against a quota of some fifty a day: one request starts one at most. */
@Timeout(60)
class StartedOnceTest {

  private static final Session SESSION =
      new Session("token", "refresh", "user", Instant.EPOCH, Instant.EPOCH.plusSeconds(3600));
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  /** What LangFast does once it has read the request. */
  private interface Reaction {
    void play(RawPeer.Connection connection) throws Exception;
  }

  static Stream<Arguments> reactions() {
    return Stream.of(
        row("OutcomeUnknown", c -> c.end()),
        row("OutcomeUnknown", c -> c.reset()),
        row("OutcomeUnknown", c -> said(c, "HTTP/1.1 2")),
        row("OutcomeUnknown", c -> said(c, OK)),
        row("OutcomeUnknown", c -> said(c, OK + "Content-Length: 90\r\n\r\n")),
        row("OutcomeUnknown", c -> said(c, OK + "Content-Length: 90\r\n\r\n{\"run_id\":")),
        row("OutcomeUnknown", c -> said(c, OK + "Transfer-Encoding: chunked\r\n\r\n9\r\n{")),
        row(
            "OutcomeUnknown",
            c -> {
              c.text(OK + "Content-Length: 90\r\n\r\n{");
              c.reset();
            }),
        row("ProtocolBroken", c -> said(c, OK + "Content-Length: 2\r\n\r\n{}")),
        row("ProtocolBroken", c -> said(c, OK + "Content-Length: 0\r\n\r\n")),
        row("ProtocolBroken", c -> said(c, "no HTTP at all\r\n\r\n")),
        row(
            "ProtocolBroken",
            c ->
                said(
                    c, OK + "Content-Length: 32\r\n\r\n{\"jobs\":[{\"job_id\":\"a\\r\\nb: c\"}]}")),
        row(
            "OutcomeUnknown",
            c -> said(c, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")),
        row("OutcomeUnknown", c -> said(c, "HTTP/1.1 504 Late\r\nContent-Length: 9\r\n\r\n<")),
        row("RunFailed", c -> said(c, "HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\n{")),
        row("RequestRejected", c -> said(c, "HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n")),
        row("RequestTooLarge", c -> said(c, "HTTP/1.1 413 No\r\nContent-Length: 9\r\n\r\n<")));
  }

  private static Arguments row(String failure, Reaction reaction) {
    return Arguments.of(failure, reaction);
  }

  private static void said(RawPeer.Connection connection, String text) throws Exception {
    connection.text(text);
    connection.end();
  }

  @ParameterizedTest
  @MethodSource("reactions")
  void aCallThatMayHaveStartedARunIsNotRepeated(String failure, Reaction reaction)
      throws Exception {
    AtomicInteger asked = new AtomicInteger();
    RawPeer.Conversation conversation =
        connection -> {
          connection.readWholeRequest();
          asked.incrementAndGet();
          reaction.play(connection);
        };
    try (RawPeer peer = new RawPeer(conversation)) {
      assertEquals(failure, started(peer.uri()).getClass().getSimpleName());
    }
    assertEquals(1, asked.get());
  }

  @Test
  void aRequestThatWasNotSentIsRepeated() throws Exception {
    URI gone;
    try (RawPeer peer = new RawPeer(connection -> {})) {
      gone = peer.uri();
    }
    AtomicInteger attempts = new AtomicInteger();
    assertEquals("Unreachable", started(gone, attempts).getClass().getSimpleName());
    assertEquals(3, attempts.get());
  }

  private static ChatFailure started(URI langFast) {
    return started(langFast, new AtomicInteger());
  }

  private static ChatFailure started(URI langFast, AtomicInteger attempts) {
    LangFastApi api =
        SimulatorStage.api(
            LangFastSettings.of(langFast, langFast, "key", new Credentials.Anonymous()),
            InstantSource.system());
    UpstreamFailures failures = new UpstreamFailures(LangFastSettings.Timeouts.DEFAULTS);
    RetryBackend backend =
        new RetryBackend(
            request -> {
              attempts.incrementAndGet();
              try {
                throw new AssertionError(api.startRun(SESSION, "prompt", request));
              } catch (RuntimeException e) {
                throw failures.ofRunStart(e);
              }
            },
            new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2), 9));
    return Answer.of(backend, "q").failure().orElseThrow();
  }
}
