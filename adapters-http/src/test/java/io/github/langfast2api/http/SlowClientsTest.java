package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.Keyring;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that keep a gateway waiting, whose timeout is short. */
@Timeout(120)
class SlowClientsTest {

  private final ScriptedBackend scripted = new ScriptedBackend();

  private Gateway impatient() {
    return Gateway.of(
        scripted,
        new HttpSettings(Keyring.NONE, 1 << 20, false, Duration.ofMillis(300), Answer.EVER, false));
  }

  @Test
  void aRequestThatNeverEndsIsNotWaitedFor() {
    try (Gateway gateway = impatient();
        Wire head = gateway.wire();
        Wire body = gateway.wire()) {
      head.send("POST /v1/chat/completions HTTP/1.1\r\nHost: ");
      String whole = Wire.chat(asking("hi"));
      body.send(whole.substring(0, whole.length() - 1));
      assertTrue(head.endsWithoutAnswer(), "an answer came");
      assertTrue(body.endsWithoutAnswer(), "an answer came");
    }
  }

  @Test
  void aClientThatSendsByteByByteIsNotWaitedFor() {
    try (Gateway gateway = impatient();
        Wire wire = gateway.wire()) {
      wire.send("GET / HTTP/1.1\r\nX: ");
      Moments.until("the connection is closed", () -> !wire.takes("x"));
    }
  }

  @Test
  void aBodyThatNeverComesIsNotWaitedForAfterTheAnswer() {
    try (Gateway gateway = impatient();
        Wire wire = gateway.wire()) {
      wire.send("POST /v1/models HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
      wire.readThrough("}}");
      Moments.until("the connection is closed", () -> !wire.takes("x"));
    }
  }

  @Test
  void aBodyThatWasAskedForAndNeverComesIsNotWaitedFor() {
    try (Gateway gateway = impatient();
        Wire wire = gateway.wire()) {
      String whole = Wire.chat(asking("hi"), "Expect: 100-continue");
      wire.send(whole.substring(0, whole.indexOf("\r\n\r\n") + 4));
      wire.readThrough("100 Continue\r\n\r\n");
      assertTrue(wire.endsWithoutAnswer(), "an answer came");
    }
  }

  @Test
  void aClientThatTakesNothingIsGivenUp() {
    String[] much = new String[3000];
    Arrays.fill(much, "x".repeat(10_000));
    scripted.play("much", Script.saying(much).hold());
    try (Gateway gateway = impatient();
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("much")));
      Moments.until("the answer has begun", () -> scripted.held() == 1);
      Moments.until("the answer is given up", () -> scripted.held() == 0);
    }
  }

  @Test
  void aClientThatIsQuietBetweenRequestsOrWaitsForItsAnswerIsLeftAlone() {
    scripted.play("think", Script.saying("a").pause(Duration.ofSeconds(1)).say("b").hold());
    try (Gateway gateway = impatient();
        Wire wire = gateway.wire()) {
      wire.send(Wire.get("/v1/models")).readThrough("]}");
      Moments.pass(Duration.ofSeconds(1));
      String answer = wire.send(Wire.chat(streaming("think"))).readThrough("\"content\":\"b\"");
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }
  }
}
