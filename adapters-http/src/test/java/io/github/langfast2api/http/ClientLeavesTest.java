package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.RequestObserver.Served;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.Keyring;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that sends no comments, so that it is not its writing that finds out. */
@Timeout(120)
class ClientLeavesTest {

  private final ScriptedBackend backend = new ScriptedBackend();
  private final HttpSettings silent =
      new HttpSettings(Keyring.NONE, 1 << 20, false, Answer.EVER, Answer.EVER, false);

  static Stream<Named<Consumer<Wire>>> ways() {
    return Stream.of(
        Named.of("closes", Wire::leave),
        Named.of("resets", Wire::reset),
        Named.of("ends its half", Wire::shutdownOutput));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void itIsNoticedWhileTheFirstEventIsWaitedFor(Consumer<Wire> leave) {
    backend.play("hold", Script.saying().hold());
    leavesWhileHeld(streaming("hold"), leave);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void itIsNoticedWhileTheNextEventIsWaitedFor(Consumer<Wire> leave) {
    backend.play("hold", Script.saying("a").hold());
    try (Gateway gateway = Gateway.of(backend, silent);
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("hold"))).readThrough("\"content\":\"a\"");
      assertEquals(1, backend.held());
      leave.accept(wire);
      Moments.until("nothing is held", () -> backend.held() == 0);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void itIsNoticedWhileAWholeAnswerIsMade(Consumer<Wire> leave) {
    backend.play("hold", Script.saying("a").hold());
    leavesWhileHeld(asking("hold"), leave);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void itIsNoticedWhileTheBackendOpens(Consumer<Wire> leave) {
    for (String body : new String[] {streaming("hi"), asking("hi")}) {
      SlowToOpen slow = new SlowToOpen();
      try (Gateway gateway = Gateway.of(slow, silent);
          Wire wire = gateway.wire()) {
        wire.send(Wire.chat(body));
        Moments.until("the backend opens", () -> slow.opening.get() == 1);
        leave.accept(wire);
        Moments.until("the backend was interrupted", () -> slow.opening.get() == 0);
        assertTrue(slow.interrupted, "it was not interrupted");
      }
    }
  }

  @Test
  void itIsNoticedEvenIfItHadSentItsNextRequestAlready() {
    backend.play("hold", Script.saying("a").hold());
    leavesWhileHeld(asking("hold"), wire -> wire.send(Wire.get("/v1/models")).leave());
  }

  @Test
  void aStreamThatOpensTooLateIsClosed() {
    CountDownLatch left = new CountDownLatch(1);
    CountDownLatch opened = new CountDownLatch(1);
    backend.play("hold", Script.saying("a").hold());
    ChatBackend deaf =
        request -> {
          awaitWhateverComes(left);
          ChatStream stream = backend.open(request);
          opened.countDown();
          return stream;
        };
    try (Gateway gateway = Gateway.of(deaf, silent)) {
      gateway.wire().send(Wire.chat(streaming("hold"))).leave();
      Moments.pass(Duration.ofMillis(50));
      left.countDown();
      awaitWhateverComes(opened);
      Moments.until("nothing is held", () -> backend.held() == 0);
    }
  }

  @Test
  void itIsNoticedWhileItsRequestIsRead() {
    try (Gateway gateway = Gateway.of(backend, silent);
        Wire wire = gateway.wire()) {
      wire.send("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
      wire.shutdownOutput();
      assertEquals("", wire.readToEnd());
    }
  }

  @Test
  void aClientThatReadsTooSlowlyAndLeavesFreesTheWriter() {
    String much = "x".repeat(100_000);
    Script script = Script.saying();
    for (int i = 0; i < 300; i++) {
      script = script.say(much);
    }
    backend.play("much", script.hold());
    try (Gateway gateway = Gateway.of(backend, silent);
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("much"))).readThrough("200 OK");
      Moments.pass(Duration.ofMillis(200));
      wire.leave();
      Moments.until("nothing is held", () -> backend.held() == 0);
    }
  }

  /** codex does so after a response's last event. */
  @Test
  void aClientThatLeavesBetweenTheLastEventAndTheEndOfTheBodyHasItsAnswer() {
    BlockingQueue<Served> served = new LinkedBlockingQueue<>();
    ChatBackend backendThatIsSlowToClose =
        request -> new ClosedWhenInterrupted(backend.open(request));
    try (Gateway gateway =
            Gateway.observed(backendThatIsSlowToClose, silent, received -> served::add);
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("hi"))).readThrough("[DONE]");
      wire.reset();
      Moments.until("the request has ended", () -> !served.isEmpty());
      assertEquals(EndReason.DONE, served.element().end());
      assertEquals(200, served.element().status());
    }
  }

  @Test
  void aServerThatStopsTellsItsClients() {
    backend.play("hold", Script.saying("a").hold());
    try (Gateway gateway = Gateway.of(backend, silent);
        Wire stream = gateway.wire();
        Wire whole = gateway.wire()) {
      stream.send(Wire.chat(streaming("hold"))).readThrough("\"content\":\"a\"");
      whole.send(Wire.chat(asking("hold")));
      Moments.until("both are held", () -> backend.held() == 2);
      gateway.stop();
      String event = stream.readToEnd();
      String answer = whole.readToEnd();
      assertTrue(event.contains("data: {\"error\":"), event);
      assertTrue(event.contains("The gateway is stopping."), event);
      assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
      assertTrue(answer.contains("The gateway is stopping."), answer);
      assertEquals(0, backend.held());
    }
  }

  private void leavesWhileHeld(String body, Consumer<Wire> leave) {
    try (Gateway gateway = Gateway.of(backend, silent);
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(body));
      Moments.until("the answer is held", () -> backend.held() == 1);
      leave.accept(wire);
      Moments.until("nothing is held", () -> backend.held() == 0);
    }
  }

  private static void awaitWhateverComes(CountDownLatch latch) {
    boolean done = false;
    while (!done) {
      try {
        done = latch.await(Answer.EVER.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // A backend that does not listen.
      }
    }
  }

  /** A stream that takes until its thread is interrupted to close. */
  private record ClosedWhenInterrupted(ChatStream stream) implements ChatStream {

    @Override
    public Optional<ChatEvent> next(Duration timeout) {
      return stream.next(timeout);
    }

    @Override
    public void close() {
      stream.close();
      try {
        boolean unused = new CountDownLatch(1).await(Answer.EVER.toSeconds(), TimeUnit.SECONDS);
        throw new AssertionError("nobody interrupted");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A backend that opens nothing until it is interrupted. */
  private static final class SlowToOpen implements ChatBackend {

    final AtomicInteger opening = new AtomicInteger();
    volatile boolean interrupted;

    @Override
    public ChatStream open(ChatRequest request) {
      opening.incrementAndGet();
      try {
        boolean unused = new CountDownLatch(1).await(Answer.EVER.toSeconds(), TimeUnit.SECONDS);
        throw new AssertionError("nobody interrupted");
      } catch (InterruptedException e) {
        interrupted = true;
        Thread.currentThread().interrupt();
        throw new ChatException(new ChatFailure.Cancelled(), e);
      } finally {
        opening.decrementAndGet();
      }
    }
  }
}
