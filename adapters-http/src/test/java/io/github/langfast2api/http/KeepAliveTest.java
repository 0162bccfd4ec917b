package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.Keyring;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of a server that is quick to keep its clients alive. */
@Timeout(120)
class KeepAliveTest {

  /** An empty line, as a chunk of HTTP's. */
  private static final String KEEP_ALIVE_CHUNK = "\r\n1\r\n\n\r\n";

  private static final Duration LONG = Duration.ofMillis(400);

  private final ScriptedBackend backend = new ScriptedBackend();

  @Test
  void silenceBeforeTheFirstEventIsFilledWithEmptyLines() {
    backend.play("wait", Script.saying().pause(LONG).say("a").finish(FinishReason.STOP));
    try (Gateway gateway = Gateway.of(backend)) {
      Api.Reply reply = gateway.api().chat(streaming("wait"));
      assertEquals(200, reply.status());
      assertTrue(reply.body().startsWith("\n"), reply.body());
      assertTrue(reply.body().stripLeading().startsWith("data: {\"id\":"), reply.body());
      assertTrue(reply.body().contains("\"content\":\"a\""), reply.body());
      assertTrue(reply.body().endsWith("data: [DONE]\n\n"), reply.body());
    }
  }

  @Test
  void silenceBetweenEventsIsFilledWithEmptyLines() {
    backend.play("wait", Script.saying("a").pause(LONG).say("b").finish(FinishReason.STOP));
    try (Gateway gateway = Gateway.of(backend)) {
      String body = gateway.api().chat(streaming("wait")).body();
      String between = body.substring(body.indexOf("\"a\""), body.indexOf("\"b\""));
      assertTrue(between.contains("\n\n\n"), body);
      assertEquals(2, between.lines().filter(line -> !line.isEmpty()).count(), body);
    }
  }

  @Test
  void theClientIsKeptAliveWhileTheBackendOpens() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(1);
    try (Gateway gateway =
            Gateway.of(
                request -> {
                  await(opened);
                  return backend.open(request);
                });
        Wire wire = gateway.wire()) {
      String head = wire.send(Wire.chat(streaming("hi"))).readThrough(KEEP_ALIVE_CHUNK);
      assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
      wire.readThrough(KEEP_ALIVE_CHUNK.substring("\r\n".length()));
      opened.countDown();
      wire.readThrough("data: [DONE]\n\n");
    }
  }

  @Test
  void aFailureAfterSilenceIsAnEvent() {
    backend.play("fail", Script.saying().pause(LONG).fail(new ChatFailure.RunFailed("no")));
    try (Gateway gateway = Gateway.of(backend)) {
      Api.Reply reply = gateway.api().chat(streaming("fail"));
      assertEquals(200, reply.status());
      assertTrue(reply.body().matches("\n+data: \\{\"error\":[^\n]*\n\n"), reply.body());
    }
  }

  @Test
  void aStreamThatIsNotSilentHasNoEmptyLines() {
    HttpSettings patient =
        new HttpSettings(Keyring.NONE, 1024, false, Answer.EVER, Answer.EVER, false);
    backend.play("wait", Script.saying("a").pause(LONG).say("b").finish(FinishReason.STOP));
    try (Gateway gateway = Gateway.of(backend, patient)) {
      String body = gateway.api().chat(streaming("wait")).body();
      assertFalse(body.startsWith("\n") || body.contains("\n\n\n"), body);
    }
  }

  @Test
  void aBackendThatIsLessPatientCausesNoEmptyLines() {
    HttpSettings patient =
        new HttpSettings(Keyring.NONE, 1024, false, Answer.EVER, Answer.EVER, false);
    ChatBackend impatient = request -> new Impatient(backend.open(request));
    try (Gateway gateway = Gateway.of(impatient, patient)) {
      String body = gateway.api().chat(streaming("hi")).body();
      assertFalse(body.startsWith("\n") || body.contains("\n\n\n"), body);
      assertTrue(body.endsWith("data: [DONE]\n\n"), body);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean unused = latch.await(Answer.EVER.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }

  /** A stream that has nothing to say every other time. */
  private static final class Impatient implements ChatStream {

    private final ChatStream stream;
    private boolean patient;

    Impatient(ChatStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<ChatEvent> next(Duration timeout) {
      patient = !patient;
      return patient ? Optional.empty() : stream.next(timeout);
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
