package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see while a real Redis that instances share is in trouble, row by row. */
@Timeout(300)
class RedisFaultsIT {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\|");

  static int status(ChatClient client) {
    try {
      return client.ask("say here I am").statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static ChatClient chat(GatewayProcess instance, String key) {
    return new ChatClient(instance.url(), key);
  }

  private static JsonCalls calls(GatewayProcess instance) {
    return new JsonCalls(instance.url(), SharedStage.FREE);
  }

  private static boolean isKept(JsonCalls calls) {
    HttpResponse<String> answer = calls.respond("say something", "");
    assertEquals(200, answer.statusCode(), answer::body);
    return JsonCalls.json(answer).getBoolean("store");
  }

  private static void awaitShared(JsonCalls calls) {
    Moments.until("responses are kept again", () -> isKept(calls));
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertEquals(503, answer.statusCode(), answer::body);
    assertTrue(answer.headers().firstValueAsLong("retry-after").orElse(0) > 0, answer::body);
  }

  /**
   * Answers come, what is stored is not to be had, nothing is told to be stored, and it is told.
   */
  private static void assertServesWithoutRedis(GatewayProcess instance, String stored) {
    try (JsonCalls calls = calls(instance);
        ChatClient minute = chat(instance, SharedStage.TEN_A_MINUTE)) {
      assertUnavailable(calls.respond("say more", stored));
      assertFalse(isKept(calls));
      assertEquals(200, status(minute));
      HttpResponse<String> ready = calls.call("GET", "/health/ready", "");
      assertEquals(200, ready.statusCode(), ready::body);
      assertTrue(ready.body().contains("\"trouble\":"), ready::body);
      String metrics = calls.call("GET", "/metrics", "").body();
      assertTrue(metrics.contains("\nlangfast2api_redis_up 0.0\n"), metrics);
    }
  }

  private static String stored(GatewayProcess instance) {
    try (JsonCalls calls = calls(instance)) {
      awaitShared(calls);
      return JsonCalls.json(calls.respond("say kept", "")).getString("id");
    }
  }

  private static void assertGoesOn(GatewayProcess instance, String id) {
    try (JsonCalls calls = calls(instance)) {
      HttpResponse<String> answer = calls.respond("say more", id);
      assertEquals(200, answer.statusCode(), answer::body);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @FailureRow("Redis does not answer in time, or is not there")
  void answersGoOnWithoutRedisAndItIsTakenUpAgain(boolean silent) throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      GatewayProcess one = stage.instance();
      GatewayProcess other = stage.instance();
      String id = stored(one);
      if (silent) {
        stage.redis().pause();
      } else {
        stage.redis().kill();
      }
      assertServesWithoutRedis(one, id);
      assertServesWithoutRedis(other, id);
      if (silent) {
        stage.redis().resume();
      } else {
        stage.redis().restart();
      }
      for (GatewayProcess instance : List.of(one, other)) {
        try (JsonCalls calls = calls(instance)) {
          awaitShared(calls);
        }
      }
      assertGoesOn(other, stored(one));
      if (silent) {
        assertGoesOn(other, id);
      }
    }
  }

  @Test
  @FailureRow("`LIMITS_WITHOUT_REDIS=open` or `closed`")
  void limitsAreOpenOrClosedWithoutRedisIfThatIsSaid() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      GatewayProcess open = stage.instance("LIMITS_WITHOUT_REDIS", "open");
      GatewayProcess closed = stage.instance("LIMITS_WITHOUT_REDIS", "closed");
      String unused = stored(open);
      stage.redis().kill();
      try (ChatClient opened = chat(open, SharedStage.TEN_A_MINUTE);
          ChatClient refused = chat(closed, SharedStage.TEN_A_MINUTE);
          ChatClient free = chat(closed, SharedStage.FREE)) {
        for (int i = 0; i < 15; i++) {
          assertEquals(200, status(opened));
        }
        assertUnavailable(refused.ask("say anything"));
        assertEquals(200, status(free));
      }
    }
  }

  @Test
  @FailureRow("Redis comes later than the gateway")
  void redisMayComeLaterThanTheGateway() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      stage.redis().kill();
      GatewayProcess account = stage.instance();
      GatewayProcess guest = stage.guest();
      try (ChatClient asks = chat(account, SharedStage.FREE);
          ChatClient waits = chat(guest, SharedStage.FREE);
          JsonCalls calls = calls(account)) {
        assertEquals(200, status(asks));
        assertUnavailable(waits.ask("say anything"));
        assertEquals(0, stage.langFast().count("signUp"));
        stage.redis().restart();
        Moments.until("the guest is signed up", () -> status(waits) == 200);
        awaitShared(calls);
        assertEquals(1, stage.langFast().count("signUp"));
        assertEquals(1, stage.langFast().count("password"));
      }
    }
  }

  @Test
  @FailureRow("Redis is killed in the middle of streams")
  void streamsAreWholeThoughRedisIsKilledAndComesBack() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      GatewayProcess instance = stage.instance();
      String unused = stored(instance);
      try (ChatClient client = chat(instance, SharedStage.TEN_AT_ONCE);
          JsonCalls calls = calls(instance)) {
        List<ChatClient.Stream> streams = SharedStage.holdTen(client);
        stage.redis().kill();
        stage.redis().restart();
        awaitShared(calls);
        Moments.until("those in progress are counted again", () -> status(client) == 429);
        stage.langFast().release();
        SharedStage.assertWhole(streams);
        Moments.until("there is room again", () -> status(client) == 200);
      }
    }
  }

  @Test
  @FailureRow("Redis is full")
  void aFullRedisKeepsWhatItHasAndNothingNew() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      GatewayProcess instance = stage.instance();
      String id = stored(instance);
      stage.redis().command("CONFIG", "SET", "maxmemory", "1");
      try (JsonCalls calls = calls(instance)) {
        assertFalse(isKept(calls));
        stage.redis().command("CONFIG", "SET", "maxmemory", "0");
        awaitShared(calls);
      }
      assertGoesOn(instance, id);
    }
  }

  @Test
  @FailureRow("a failover leaves a replica that refuses writes")
  void aReplicaThatRefusesWritesIsLeftAloneUntilItIsThePrimary() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      GatewayProcess instance = stage.instance();
      String id = stored(instance);
      stage.redis().command("REPLICAOF", "127.0.0.1", "1");
      try (JsonCalls calls = calls(instance);
          ChatClient minute = chat(instance, SharedStage.TEN_A_MINUTE)) {
        assertFalse(isKept(calls));
        assertEquals(200, status(minute));
        stage.redis().command("REPLICAOF", "NO", "ONE");
        awaitShared(calls);
      }
      assertGoesOn(instance, id);
    }
  }

  @Test
  @FailureRow("the password is wrong, or not allowed what it needs")
  void aWrongPasswordIsToldAndTakenUpWhenItIsRight() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      stage.redis().command("ACL", "SETUSER", "gateway", "on", ">right", "~*", "+@all");
      String url = stage.redis().url().replace("redis://", "redis://gateway:wrong@");
      GatewayProcess instance = stage.instance("REDIS_URL", url);
      try (JsonCalls calls = calls(instance)) {
        assertFalse(isKept(calls));
        Moments.until("it is told", () -> instance.output().contains("WRONGPASS"));
        assertFalse(instance.output().contains("gateway:wrong"), instance.output());
        stage.redis().command("ACL", "SETUSER", "gateway", ">wrong");
        awaitShared(calls);
        stage.redis().command("ACL", "SETUSER", "gateway", "-hset");
        assertFalse(isKept(calls));
        Moments.until("it is told", () -> instance.output().contains(" can't run "));
        stage.redis().command("ACL", "SETUSER", "gateway", "+hset");
        awaitShared(calls);
      }
    }
  }

  @Test
  @FailureRow("`FLUSHALL`, or a restart with nothing on the disk")
  void afterAFlushTheSessionAndWhatIsInProgressAreThereAgain() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      GatewayProcess instance = stage.instance();
      String id = stored(instance);
      try (ChatClient client = chat(instance, SharedStage.TEN_AT_ONCE);
          JsonCalls calls = calls(instance)) {
        List<ChatClient.Stream> streams = SharedStage.holdTen(client);
        stage.redis().command("FLUSHALL");
        HttpResponse<String> gone = calls.respond("say more", id);
        assertEquals(400, gone.statusCode(), gone::body);
        assertTrue(gone.body().contains("previous_response_not_found"), gone::body);
        Moments.until("those in progress are counted again", () -> status(client) == 429);
        stage.langFast().release();
        SharedStage.assertWhole(streams);
        assertEquals(200, status(client));
        Moments.until("the session is there again", () -> isSession(stage));
      }
      GatewayProcess late = stage.instance();
      try (ChatClient client = chat(late, SharedStage.FREE)) {
        assertEquals(200, status(client));
      }
      assertEquals(1, stage.langFast().count("password"));
    }
  }

  private static boolean isSession(SharedStage stage) {
    return stage.redis().command("KEYS", "*:value:session-*").toString().contains("session-");
  }

  @Test
  @FailureRow("an instance is killed")
  void whatAKilledInstanceHadInProgressIsCountedNoMore() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      GatewayProcess killed = stage.instance();
      GatewayProcess left = stage.instance();
      String unused = stored(left);
      try (ChatClient client = chat(killed, SharedStage.TEN_AT_ONCE);
          ChatClient other = chat(left, SharedStage.TEN_AT_ONCE)) {
        List<ChatClient.Stream> unusedStreams = SharedStage.holdTen(client);
        assertEquals(429, status(other));
        killed.kill();
        Moments.until("there is room again", () -> status(other) == 200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "holdAnswer"})
  @FailureRow("an instance is killed while it refreshes the session")
  void anotherInstanceRefreshesForOneThatIsKilled(String when) throws Exception {
    try (SharedStage stage = SharedStage.withSessionsOf(12)) {
      GatewayProcess killed = stage.instance();
      GatewayProcess left = stage.instance();
      spoilRefresh(stage, when);
      try (ChatClient one = chat(killed, SharedStage.FREE);
          ChatClient other = chat(left, SharedStage.FREE)) {
        assertEquals(200, status(other));
        Moments.until("it refreshes", () -> status(one) == 200 && held(stage) == 1);
        killed.kill();
        stage.langFast().release();
        Moments.until(
            "the other refreshes", () -> status(other) == 200 && count(stage, "refresh") == 2);
        assertEquals(200, status(other));
      }
      assertEquals(1, count(stage, "password"));
      assertEquals(when.equals("hold") ? 0 : 1, count(stage, "reused"));
      assertEquals(0, count(stage, "revoked"));
    }
  }

  private static void spoilRefresh(SharedStage stage, String how) throws Exception {
    stage
        .langFast()
        .spoil(
            "[{\"call\":\"/auth/v1/token?grant_type=refresh_token\",\"%s\":true}]".formatted(how));
  }

  private static int count(SharedStage stage, String what) {
    try {
      return stage.langFast().count(what);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no count", e);
    }
  }

  private static int held(SharedStage stage) {
    return count(stage, "held");
  }

  @Test
  @FailureRow("an instance stands still while it refreshes, and comes back")
  void ofTwoThatRefreshTheFirstCounts() throws Exception {
    try (SharedStage stage = SharedStage.withSessionsOf(12)) {
      GatewayProcess still = stage.instance();
      GatewayProcess left = stage.instance();
      spoilRefresh(stage, "holdAnswer");
      try (ChatClient one = chat(still, SharedStage.FREE);
          ChatClient other = chat(left, SharedStage.FREE)) {
        assertEquals(200, status(other));
        Moments.until("it refreshes", () -> status(one) == 200 && held(stage) == 1);
        signal(still, "STOP");
        stage.langFast().release();
        Moments.until(
            "the other refreshes", () -> status(other) == 200 && count(stage, "refresh") == 2);
        signal(still, "CONT");
        assertEquals(200, status(one));
        assertEquals(200, status(other));
      }
      assertEquals(1, count(stage, "password"));
      assertEquals(0, count(stage, "revoked"));
    }
  }

  private static void signal(GatewayProcess instance, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, "" + instance.pid()).start();
    assertEquals(0, kill.waitFor());
  }

  @Test
  @FailureRow("Redis is away when the session is due for refresh")
  void withoutRedisAnAccountSignsInByItselfAndAGuestWaits() throws Exception {
    try (SharedStage stage = SharedStage.withSessionsOf(10)) {
      GatewayProcess account = stage.instance();
      GatewayProcess guest = stage.guest();
      try (ChatClient asks = chat(account, SharedStage.FREE);
          ChatClient waits = chat(guest, SharedStage.FREE)) {
        Moments.until("both answer", () -> status(asks) == 200 && status(waits) == 200);
        stage.redis().pause();
        Moments.until("the guest's has expired", () -> status(waits) == 503);
        assertUnavailable(waits.ask("say anything"));
        assertEquals(200, status(asks));
        assertEquals(1, count(stage, "signUp"));
        stage.redis().resume();
        Moments.until("the guest goes on", () -> status(waits) == 200);
        assertEquals(1, count(stage, "signUp"));
        assertEquals(0, count(stage, "revoked"));
      }
    }
  }

  @Test
  @FailureRow("an instance has another `STATE_KEY_FILE`")
  void anInstanceWithAnotherKeySaysSoAndSignsInByItself() throws Exception {
    try (SharedStage stage = SharedStage.start()) {
      GatewayProcess one = stage.instance();
      try (ChatClient client = chat(one, SharedStage.FREE)) {
        assertEquals(200, status(client));
      }
      GatewayProcess other = stage.instance("STATE_KEY_FILE", stage.otherStateKey());
      try (ChatClient client = chat(other, SharedStage.FREE);
          JsonCalls calls = calls(other)) {
        assertEquals(200, status(client));
        assertTrue(isKept(calls));
      }
      Moments.until("it is told", () -> other.output().contains("cannot be decrypted"));
      assertEquals(2, stage.langFast().count("password"));
    }
  }

  @Test
  void everyRowOfTheTableHasItsTest() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "operations.md"));
    String table =
        page.substring(page.indexOf("<!-- failures"), page.indexOf("<!-- end of failures"));
    List<String> rows = ROW.matcher(table).results().map(MatchResult::group).toList();
    List<String> tested =
        Arrays.stream(RedisFaultsIT.class.getDeclaredMethods())
            .flatMap(method -> Optional.ofNullable(method.getAnnotation(FailureRow.class)).stream())
            .map(row -> "| " + row.value() + " |")
            .sorted()
            .toList();
    assertEquals(rows.stream().skip(1).sorted().toList(), tested);
  }
}
