package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClientLimitsTest {

  private static final ApiClient TWO_A_MINUTE =
      new ApiClient("two", OptionalInt.of(2), OptionalInt.empty());
  private static final ApiClient ONE_AT_ONCE =
      new ApiClient("one", OptionalInt.empty(), OptionalInt.of(1));

  private final ScriptedBackend scripted = new ScriptedBackend();
  private final HttpSettings settings =
      new HttpSettings(
          DigestKeyring.of(
              Map.of("two", TWO_A_MINUTE, "one", ONE_AT_ONCE, "any", ApiClient.unlimited("any"))),
          1024,
          false,
          Answer.EVER,
          Duration.ofSeconds(10),
          false);

  private static Api.Reply chat(Gateway gateway, String key) {
    return gateway.api().chat(asking("hi"), "Authorization", "Bearer " + key);
  }

  @Test
  void aClientMayAskAsOftenAsItsKeyAllows() {
    try (Gateway gateway = Gateway.of(scripted, settings)) {
      Api.Reply first = chat(gateway, "two");
      assertEquals(200, first.status());
      assertEquals(Optional.of("2"), first.header("x-ratelimit-limit-requests"));
      assertEquals(Optional.of("1"), first.header("x-ratelimit-remaining-requests"));
      assertEquals(200, chat(gateway, "two").status());
      Api.Reply third = chat(gateway, "two");
      assertEquals("429 requests rate_limit_exceeded -", third.failure());
      assertEquals(Optional.of("0"), third.header("x-ratelimit-remaining-requests"));
      assertEquals(true, third.header("retry-after").isPresent());
      assertEquals(200, chat(gateway, "any").status());
    }
  }

  @Test
  void aClientWithoutLimitsIsToldOfNone() {
    try (Gateway gateway = Gateway.of(scripted, settings)) {
      Api.Reply reply = chat(gateway, "any");
      assertEquals(Optional.empty(), reply.header("x-ratelimit-limit-requests"));
    }
  }

  @Test
  void aClientMayHaveAsMuchInProgressAsItsKeyAllows() {
    scripted.play("hold", Script.saying("a").hold());
    try (Gateway gateway = Gateway.of(scripted, settings)) {
      try (Wire wire = gateway.wire()) {
        String held =
            Wire.chat(streaming("hold")).replaceFirst("\r\n", "\r\nAuthorization: Bearer one\r\n");
        wire.send(held).readThrough("\"content\":\"a\"");
        assertEquals("429 requests rate_limit_exceeded -", chat(gateway, "one").failure());
      }
      Moments.until("it is counted no more", () -> chat(gateway, "one").status() == 200);
    }
  }

  @Test
  void everyChoiceCounts() {
    try (Gateway gateway = Gateway.of(scripted, settings)) {
      String two = asking("hi", "\"n\":2");
      Api.Reply reply = gateway.api().chat(two, "Authorization", "Bearer two");
      assertEquals(Optional.of("0"), reply.header("x-ratelimit-remaining-requests"));
      assertEquals(
          "400 invalid_request_error unsupported_value n",
          gateway.api().chat(two, "Authorization", "Bearer one").failure());
    }
  }

  @Test
  void aRequestForWhichNothingWasRunCostsNothing() {
    try (Gateway gateway = Gateway.of(scripted, settings)) {
      for (String body :
          List.of(
              "{\"model\":\"nope\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
              "{\"model\":\"gpt-4.1\",\"messages\":[]}",
              "not JSON",
              asking("hi", "\"n\":9"))) {
        Api.Reply refused = gateway.api().chat(body, "Authorization", "Bearer two");
        assertEquals(4, refused.status() / 100, body);
        assertEquals(Optional.of("2"), refused.header("x-ratelimit-remaining-requests"), body);
      }
      assertEquals(Optional.of("1"), chat(gateway, "two").header("x-ratelimit-remaining-requests"));
    }
  }

  @Test
  void whoIsOverTheLimitIsRefusedBeforeTheBodyIsRead() {
    try (Gateway gateway = Gateway.of(scripted, settings)) {
      assertEquals(200, chat(gateway, "two").status());
      assertEquals(200, chat(gateway, "two").status());
      try (Wire wire = gateway.wire()) {
        wire.send(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer two\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            .readThrough("rate_limit_exceeded");
      }
      assertEquals(
          "429 requests rate_limit_exceeded -",
          gateway.api().chat("not JSON", "Authorization", "Bearer two").failure());
    }
  }
}
