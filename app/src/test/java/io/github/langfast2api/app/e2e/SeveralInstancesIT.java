package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two instances behind nginx that share a real Redis: to their clients they are one gateway. */
@Timeout(300)
class SeveralInstancesIT {

  private static final int PARALLEL = 200;

  /** In a minute a key of ten gets one request back every six seconds. */
  private static final double SECONDS_PER_REQUEST = 6;

  private static SharedStage stage;
  private static GatewayProcess first;
  private static GatewayProcess second;
  private static Nginx nginx;

  @BeforeAll
  static void start() throws Exception {
    stage = SharedStage.start();
    // Where Redis is not in time on a busy machine, requests are refused instead of counted apart.
    first = stage.instance("LIMITS_WITHOUT_REDIS", "closed");
    second = stage.instance("LIMITS_WITHOUT_REDIS", "closed");
    nginx = Nginx.start(first.url(), second.url());
    try (ChatClient wide = new ChatClient(nginx.url(), SharedStage.WIDE)) {
      for (int i = 0; i < 20; i++) {
        assertEquals(200, wide.ask("say warm").statusCode());
      }
    }
  }

  @AfterAll
  static void stop() {
    nginx.close();
    stage.close();
  }

  private static List<HttpResponse<String>> askAtOnce(String key) throws Exception {
    try (ChatClient client = new ChatClient(nginx.url(), key);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<HttpResponse<String>> ask = () -> client.ask("say here I am");
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> answer :
          threads.invokeAll(Stream.generate(() -> ask).limit(PARALLEL).toList())) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static long withStatus(List<HttpResponse<String>> answers, int status) {
    return answers.stream().filter(answer -> answer.statusCode() == status).count();
  }

  @Test
  void aRateIsOneForAllInstances() throws Exception {
    long begin = System.nanoTime();
    List<HttpResponse<String>> answers = askAtOnce(SharedStage.TEN_A_MINUTE);
    double seconds = (System.nanoTime() - begin) / 1e9;
    long admitted = withStatus(answers, 200);
    long late = withStatus(answers, 503);
    assertEquals(PARALLEL, admitted + late + withStatus(answers, 429));
    assertTrue(
        admitted >= (late == 0 ? 10 : 1)
            && admitted <= 10 + Math.floor(seconds / SECONDS_PER_REQUEST),
        admitted + " in " + seconds + " s, and " + late + " too late");
    for (HttpResponse<String> answer : answers) {
      assertTrue(
          answer.statusCode() == 200
              || answer.headers().firstValueAsLong("retry-after").orElseThrow() > 0);
    }
  }

  @Test
  void aBoundOfRequestsInProgressIsOneForAllInstances() throws Exception {
    try (ChatClient client = new ChatClient(nginx.url(), SharedStage.TEN_AT_ONCE)) {
      List<ChatClient.Stream> streams = SharedStage.holdTen(client);
      assertTrue(
          askAtOnce(SharedStage.TEN_AT_ONCE).stream()
              .noneMatch(answer -> answer.statusCode() == 200));
      stage.langFast().release();
      SharedStage.assertWhole(streams);
      Moments.until("there is room again", () -> RedisFaultsIT.status(client) == 200);
    }
  }

  @Test
  void aConversationGoesOnAtAnyInstance() {
    try (JsonCalls one = new JsonCalls(first.url(), SharedStage.FREE);
        JsonCalls other = new JsonCalls(second.url(), SharedStage.FREE)) {
      String id = "";
      for (int turn = 0; turn < 6; turn++) {
        String said = "{\"steps\": [{\"say\": \"{messages}\"}, {\"end\": \"stop\"}]}";
        HttpResponse<String> answer =
            (turn % 2 == 0 ? one : other).respond(turn == 5 ? said : "say turn " + turn, id);
        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(JsonCalls.json(answer).getBoolean("store"), answer::body);
        id = JsonCalls.json(answer).getString("id");
        if (turn == 5) {
          for (int before = 0; before < 5; before++) {
            assertTrue(answer.body().contains("say turn " + before), answer::body);
          }
        }
      }
      String path = "/v1/responses/" + id;
      assertEquals(one.call("GET", path, "").body(), other.call("GET", path, "").body());
      assertEquals(200, one.call("DELETE", path, "").statusCode());
      assertEquals(404, other.call("GET", path, "").statusCode());
    }
  }

  @Test
  void anotherKeyFindsAResponseAtNoInstance() {
    try (JsonCalls mine = new JsonCalls(first.url(), SharedStage.FREE);
        JsonCalls theirs = new JsonCalls(second.url(), SharedStage.WIDE)) {
      String id = JsonCalls.json(mine.respond("say mine", "")).getString("id");
      assertEquals(404, theirs.call("GET", "/v1/responses/" + id, "").statusCode());
    }
  }

  @Test
  void allInstancesHaveOneSession() throws Exception {
    for (GatewayProcess instance : List.of(first, second)) {
      try (ChatClient client = new ChatClient(instance.url(), SharedStage.FREE)) {
        assertEquals(200, client.ask("say hello").statusCode());
      }
    }
    assertEquals(1, stage.langFast().count("password"));
    assertEquals(0, stage.langFast().count("refresh"));
  }

  @Test
  void readinessAndMetricsTellThatTheyShare() throws Exception {
    try (ChatClient client = new ChatClient(first.url(), SharedStage.FREE)) {
      String ready = client.get("/health/ready").body();
      assertTrue(ready.contains("{\"name\":\"redis\",\"status\":\"UP\"}"), ready);
      String metrics = client.get("/metrics").body();
      assertTrue(metrics.contains("\nlangfast2api_redis_up 1.0\n"), metrics);
    }
    assertFalse(first.output().contains("STATE_KEY_FILE is not set"), first.output());
  }

  @Test
  void guestsAreOneGuest() throws Exception {
    try (SharedStage guests = SharedStage.start()) {
      List<GatewayProcess> instances = List.of(guests.guest(), guests.guest(), guests.guest());
      for (GatewayProcess instance : instances) {
        try (ChatClient client = new ChatClient(instance.url(), SharedStage.FREE)) {
          Moments.until("it answers", () -> RedisFaultsIT.status(client) == 200);
        }
      }
      assertEquals(1, guests.langFast().count("signUp"));
    }
  }

  @Test
  void oneInstanceRefreshesForAllWhileAllAnswer() throws Exception {
    try (SharedStage brief = SharedStage.withSessionsOf(5)) {
      GatewayProcess one = brief.instance();
      GatewayProcess other = brief.instance();
      try (ChatClient client = new ChatClient(one.url(), SharedStage.FREE);
          ChatClient second = new ChatClient(other.url(), SharedStage.FREE)) {
        while (brief.langFast().count("refresh") < 3) {
          assertEquals(200, client.ask("say one").statusCode());
          assertEquals(200, second.ask("say two").statusCode());
          Moments.pass(Duration.ofMillis(50));
        }
      }
      assertEquals(1, brief.langFast().count("password"));
      assertEquals(0, brief.langFast().count("reused"));
      assertEquals(0, brief.langFast().count("revoked"));
    }
  }

  @Test
  void withoutAStateKeyEachInstanceHasASessionAndSaysSo() throws Exception {
    try (SharedStage apart = SharedStage.start()) {
      for (int i = 0; i < 2; i++) {
        GatewayProcess instance = apart.instance("STATE_KEY_FILE", "");
        try (ChatClient client = new ChatClient(instance.url(), SharedStage.FREE)) {
          assertEquals(200, client.ask("say hello").statusCode());
        }
        Moments.until("it is told", () -> instance.output().contains("STATE_KEY_FILE is not set"));
      }
      assertEquals(2, apart.langFast().count("password"));
    }
  }

  @Test
  void gatewaysOfDifferentPrefixesShareNothing() throws Exception {
    try (SharedStage apart = SharedStage.start()) {
      GatewayProcess mine = apart.instance();
      GatewayProcess theirs = apart.instance("REDIS_PREFIX", "another");
      try (JsonCalls one = new JsonCalls(mine.url(), SharedStage.FREE);
          JsonCalls other = new JsonCalls(theirs.url(), SharedStage.FREE)) {
        String id = JsonCalls.json(one.respond("say here", "")).getString("id");
        assertEquals(404, other.call("GET", "/v1/responses/" + id, "").statusCode());
        assertEquals(200, other.respond("say here, too", "").statusCode());
      }
      assertEquals(2, apart.langFast().count("password"));
    }
  }

  @Test
  void noTokenAndNoKeyStandsInRedisInTheClear() throws Exception {
    try (JsonCalls calls = new JsonCalls(first.url(), SharedStage.WIDE)) {
      assertEquals(200, calls.respond("say kept", "").statusCode());
    }
    String all = stage.dump();
    assertTrue(all.contains("kept"), "responses are told to be there");
    for (String secret : List.of("access-", "refresh-", "sk-wide", "correct horse", "operator@")) {
      assertFalse(all.contains(secret), secret);
    }
  }
}
