package io.github.langfast2api.http;

import static io.github.langfast2api.domain.FinishReason.STOP;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep a gateway waiting, whose timeout is short. */
@Timeout(120)
class SlowClientsTest {

  private final ScriptedBackend scripted = new ScriptedBackend();

  private Gateway impatient() {
    return waiting(Duration.ofMillis(300));
  }

  private Gateway waiting(Duration timeout) {
    return Gateway.of(
        scripted, new HttpSettings(Keyring.NONE, 1 << 20, false, timeout, Answer.EVER, false));
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
  void aRequestThatBeganInThePacketOfAnotherIsNotWaitedFor() {
    String whole = Wire.chat(asking("hi"));
    String cut = whole.substring(0, whole.length() - 1);
    String chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\nab";
    for (String rest : List.of(cut, "G", whole.substring(0, 40), chunked)) {
      for (String first : List.of(whole, Wire.get("/v1/models/gpt-5"), Wire.get("/nope"))) {
        try (Gateway gateway = impatient();
            Wire wire = gateway.wire()) {
          String answer = wire.send(first + rest).readToEnd();
          assertTrue(answer.startsWith("HTTP/1.1 "), answer);
        }
      }
    }
  }

  @Test
  void aRequestThatBeganWhileAnotherIsAnsweredHasItsTimeFromThenOn() {
    scripted.play("think", Script.saying("a").pause(Duration.ofSeconds(3)).finish(STOP));
    String next = Wire.chat(asking("hi"));
    try (Gateway gateway = waiting(Duration.ofSeconds(2));
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("think")) + next.substring(0, next.length() - 1));
      wire.readThrough("data: [DONE]\n\n\r\n0\r\n\r\n");
      wire.send(next.substring(next.length() - 1)).readThrough("}]}");
    }
  }

  /** Nobody reads a body there. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /", "GET /nope", "POST /v1/models", "GET /v1/models", "PUT /v1/x"})
  void aBodyWithoutEndIsNotReadWithoutEnd(String line) {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    for (String framing : List.of("Transfer-Encoding: chunked", "Content-Length: 1000000")) {
      try (Gateway gateway = impatient();
          Wire wire = gateway.wire()) {
        wire.send(line + " HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n");
        long sent = 0;
        while (wire.takes(chunk)) {
          sent += chunk.length();
          assertTrue(sent < 150_000_000, "it reads on and on");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "GET /nope", "POST /v1/models", "GET /v1/models"})
  void aBodyThatDripsWhereNobodyReadsItIsNotWaitedFor(String line) {
    for (String framing : List.of("Transfer-Encoding: chunked", "Content-Length: 1000")) {
      try (Gateway gateway = impatient();
          Wire wire = gateway.wire()) {
        wire.send(line + " HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n");
        Moments.until("the connection is closed", () -> !wire.takes("1"));
      }
    }
  }

  @Test
  void anAnswerReachesAClientThatSendsALongBodyWhereNobodyReadsIt() {
    String body = "x".repeat(1_000_000);
    for (String path : List.of("/", "/nope", "/v1/models")) {
      try (Gateway gateway = Gateway.of(scripted);
          Wire wire = gateway.wire()) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: ";
        String answer = wire.send(head + body.length() + "\r\n\r\n" + body).readToEnd();
        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        assertTrue(answer.endsWith("}}"), answer);
      }
    }
  }

  @Test
  void aConnectionIsUsedOnAfterAShortBodyThatNobodyHasRead() {
    try (Gateway gateway = impatient();
        Wire wire = gateway.wire()) {
      for (int i = 0; i < 3; i++) {
        wire.send("POST /nope HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
        wire.readThrough("}}");
      }
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
      wire.send(Wire.get("/v1/models")).readThrough("}]}");
      Moments.pass(Duration.ofSeconds(1));
      String answer = wire.send(Wire.chat(streaming("think"))).readThrough("\"content\":\"b\"");
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }
  }
}
