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

/** Streams of a server that is quick to send comments. */
@Timeout(120)
class KeepAliveTest {

  private static final String COMMENT = ": keepalive\n\n";
  private static final Duration LONG = Duration.ofMillis(400);

  private final ScriptedBackend backend = new ScriptedBackend();

  @Test
  void silenceBeforeTheFirstEventIsBrokenByComments() {
    backend.play("wait", Script.saying().pause(LONG).say("a").finish(FinishReason.STOP));
    try (Gateway gateway = Gateway.of(backend)) {
      Api.Reply reply = gateway.api().chat(streaming("wait"));
      assertEquals(200, reply.status());
      assertTrue(reply.body().startsWith(COMMENT), reply.body());
      assertTrue(reply.body().contains("\"content\":\"a\""), reply.body());
      assertTrue(reply.body().endsWith("data: [DONE]\n\n"), reply.body());
    }
  }

  @Test
  void silenceBetweenEventsIsBrokenByComments() {
    backend.play("wait", Script.saying("a").pause(LONG).say("b").finish(FinishReason.STOP));
    try (Gateway gateway = Gateway.of(backend)) {
      String body = gateway.api().chat(streaming("wait")).body();
      String between = body.substring(body.indexOf("\"a\""), body.indexOf("\"b\""));
      assertTrue(between.contains("\n\n" + COMMENT), body);
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
      String head = wire.send(Wire.chat(streaming("hi"))).readThrough(COMMENT);
      assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
      opened.countDown();
      wire.readThrough("data: [DONE]\n\n");
    }
  }

  @Test
  void aFailureAfterACommentIsAnEvent() {
    backend.play("fail", Script.saying().pause(LONG).fail(new ChatFailure.RunFailed("no")));
    try (Gateway gateway = Gateway.of(backend)) {
      Api.Reply reply = gateway.api().chat(streaming("fail"));
      assertEquals(200, reply.status());
      assertTrue(reply.body().contains(COMMENT + "event: error\ndata: "), reply.body());
      assertFalse(reply.body().contains("assistant"), reply.body());
    }
  }

  @Test
  void aStreamThatIsNotSilentHasNoComments() {
    HttpSettings patient =
        new HttpSettings(Keyring.NONE, 1024, false, Answer.EVER, Answer.EVER, false);
    backend.play("wait", Script.saying("a").pause(LONG).say("b").finish(FinishReason.STOP));
    try (Gateway gateway = Gateway.of(backend, patient)) {
      assertFalse(gateway.api().chat(streaming("wait")).body().contains(COMMENT), "a comment came");
    }
  }

  @Test
  void aBackendThatIsLessPatientCausesNoComments() {
    HttpSettings patient =
        new HttpSettings(Keyring.NONE, 1024, false, Answer.EVER, Answer.EVER, false);
    ChatBackend impatient = request -> new Impatient(backend.open(request));
    try (Gateway gateway = Gateway.of(impatient, patient)) {
      String body = gateway.api().chat(streaming("hi")).body();
      assertFalse(body.contains(COMMENT), body);
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
