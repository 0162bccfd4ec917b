package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.streaming;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.keys.Keyring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams whose deltas are sent by the thread that receives them. */
@Timeout(120)
class PushedDeltasTest {

  private static final HttpSettings SETTINGS =
      new HttpSettings(Keyring.NONE, 1 << 20, false, Answer.EVER, Answer.EVER, false);

  /** What is reserved for an event besides its text. */
  private static final int MAX_BYTES_BESIDE_TEXT = 2048;

  private final PushedStream answer = new PushedStream();

  private record Asked(String path, String body, Pattern text, String end) {

    String request() {
      return Wire.chat(body, "anthropic-version: 2023-06-01").replace("/v1/chat/completions", path);
    }

    String text(String events) {
      StringBuilder said = new StringBuilder();
      Matcher matcher = text.matcher(events);
      while (matcher.find()) {
        said.append(matcher.group(1));
      }
      return said.toString();
    }
  }

  static Stream<Asked> apis() {
    return Stream.of(
        new Asked(
            "/v1/chat/completions",
            streaming("hi"),
            Pattern.compile("\"content\":\"([^\"]*)\""),
            "[DONE]\n\n\r\n0\r\n\r\n"),
        new Asked(
            "/v1/responses",
            "{\"model\":\"gpt-4.1\",\"input\":\"hi\",\"stream\":true}",
            Pattern.compile("\"response.output_text.delta\"[^\n]*\"delta\":\"([^\"]*)\""),
            "[DONE]\n\n\r\n0\r\n\r\n"),
        new Asked(
            "/v1/messages",
            "{\"model\":\"gpt-4.1\",\"max_tokens\":99,\"stream\":true,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
            Pattern.compile("\"text_delta\",\"text\":\"([^\"]*)\""),
            "\r\n0\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("apis")
  void eachIsSentAtOnceAndTheTextIsWhole(Asked asked) {
    try (Gateway gateway = Gateway.of(request -> answer, SETTINGS);
        Wire wire = gateway.wire()) {
      wire.send(asked.request());
      answer.push("first;");
      StringBuilder events = new StringBuilder(wire.readThrough("first;"));
      StringBuilder text = new StringBuilder("first;");
      for (int i = 0; i < 300; i++) {
        String delta = "delta " + i + ";";
        Moments.until("the reader waits", answer::isWaiting);
        answer.push(delta);
        text.append(delta);
        String event = wire.readThrough(delta);
        assertTrue(event.length() < MAX_BYTES_BESIDE_TEXT, event);
        events.append(event);
      }
      answer.finish();
      events.append(wire.readThrough(asked.end));
      assertEquals(text.toString(), asked.text(events.toString()));
      assertTrue(answer.taken() > 0, "none were sent by the thread that pushed");
    }
  }

  @ParameterizedTest
  @MethodSource("apis")
  void aClientThatReadsNothingHoldsUpNobody(Asked asked) throws IOException {
    PushedStream other = new PushedStream();
    Iterator<PushedStream> answers = List.of(answer, other).iterator();
    try (Gateway gateway = Gateway.of(request -> answers.next(), SETTINGS);
        Wire wire = gateway.wire();
        Wire otherWire = gateway.wire()) {
      wire.send(asked.request());
      StringBuilder text = new StringBuilder("first;");
      answer.push("first;");
      Moments.until("the first was sent", answer::isWaiting);
      otherWire.send(asked.request());
      for (int i = 0; i < 20_000; i++) {
        String delta = "%d %s;".formatted(i, "x".repeat(i % 1000));
        answer.push(delta);
        text.append(delta);
        if (i % 1000 == 0) {
          other.push(delta);
          String unused = otherWire.readThrough(delta);
        }
      }
      answer.finish();
      assertEquals(text.toString(), asked.text(readAll(wire, asked.end)));
      assertTrue(answer.taken() > 0, "none were sent by the thread that pushed");
    }
  }

  /** Reads much, and looks at its end alone for this one. */
  private static String readAll(Wire wire, String end) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[1 << 16];
    String tail = "";
    while (!tail.endsWith(end)) {
      int count = wire.input().read(some);
      assertTrue(count > 0, "the end came before " + end);
      all.write(some, 0, count);
      tail = tail.substring(Math.max(0, tail.length() - 100)) + new String(some, 0, count, UTF_8);
    }
    return all.toString(UTF_8);
  }

  @Test
  void aLongDeltaIsSentByTheReader() {
    try (Gateway gateway = Gateway.of(request -> answer, SETTINGS);
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("hi")));
      answer.push("first;");
      wire.readThrough("first;");
      Moments.until("the reader waits", answer::isWaiting);
      String text = "x".repeat(4097);
      answer.push(text);
      wire.readThrough(text);
      assertEquals(0, answer.taken());
    }
  }

  @Test
  void ofTwoChoicesEachDeltaIsSentByTheReader() {
    PushedStream other = new PushedStream();
    Iterator<PushedStream> answers = List.of(answer, other).iterator();
    try (Gateway gateway = Gateway.of(request -> answers.next(), SETTINGS);
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("hi", "\"n\":2")));
      for (int i = 0; i < 3; i++) {
        for (PushedStream choice : List.of(answer, other)) {
          Moments.until("its reader waits", choice::isWaiting);
          choice.push("delta " + i + ";");
          wire.readThrough("delta " + i + ";");
        }
      }
      assertEquals(0, answer.taken() + other.taken());
    }
  }

  @Test
  void aClientThatLeavesEndsTheAnswer() {
    try (Gateway gateway = Gateway.of(request -> answer, SETTINGS);
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("hi")));
      answer.push("first;");
      wire.readThrough("first;");
      wire.reset();
      Moments.until(
          "the answer is closed",
          () -> {
            answer.push("more;");
            return answer.isClosed();
          });
    }
  }

  @Test
  void betweenThemKeepAliveGoesOn() {
    HttpSettings impatient =
        new HttpSettings(Keyring.NONE, 1 << 20, false, Answer.EVER, Duration.ofMillis(20), false);
    try (Gateway gateway = Gateway.of(request -> answer, impatient);
        Wire wire = gateway.wire()) {
      wire.send(Wire.chat(streaming("hi")));
      for (int i = 0; i < 5; i++) {
        answer.push("delta " + i + ";");
        wire.readThrough("delta " + i + ";");
        wire.readThrough("\r\n1\r\n\n\r\n");
      }
      answer.finish();
      wire.readThrough("[DONE]\n\n\r\n0\r\n\r\n");
    }
  }
}
