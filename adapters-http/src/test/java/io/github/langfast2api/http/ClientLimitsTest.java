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
import io.github.langfast2api.ports.limits.TokenBucket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
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
          Duration.ofSeconds(10));

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
  void whatIsUsedUpComesBackWithTime() {
    AtomicLong now = new AtomicLong();
    TokenBucket bucket = new TokenBucket(TWO_A_MINUTE, now::get);
    assertEquals(Optional.empty(), bucket.take(1));
    assertEquals(Optional.empty(), bucket.take(1));
    assertEquals(Optional.of(Duration.ofSeconds(30)), bucket.take(1));
    assertEquals(Duration.ofMinutes(1), bucket.untilFull());
    now.addAndGet(Duration.ofSeconds(29).toNanos());
    assertEquals(Optional.of(Duration.ofSeconds(1)), bucket.take(1));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals(Optional.empty(), bucket.take(1));
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertEquals(Optional.empty(), bucket.take(1));
    assertEquals(1, bucket.remaining());
  }
}
