package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the running jar tells of itself, at a LangFast that fails as it is told to. */
@Timeout(180)
class StatusIT {

  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());
  private static final String START_RUN = "/functions/v1/initiate-prompt-run";

  private LangFastServer langFast;
  private GatewayProcess gateway;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Path keys = folder.resolve("keys.json");
    Files.writeString(keys, "{\"keys\":[{\"name\":\"ann\",\"key\":\"sk-ann-of-the-test\"}]}");
    langFast = LangFastServer.start();
    Map<String, String> settings = new HashMap<>(langFast.settings());
    settings.put("KEYS_FILE", keys.toString());
    settings.put("DRAIN_TIMEOUT", "60");
    gateway = GatewayProcess.start(settings);
    Moments.until("it is connected", () -> langFastIs("available"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    langFast.close();
  }

  private ChatClient client(String key) {
    return new ChatClient(gateway.url(), key);
  }

  private String text() {
    try (ChatClient client = client("sk-first")) {
      HttpResponse<String> answer = client.get("/status.json");
      assertEquals(200, answer.statusCode());
      return answer.body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private JsonObject status() {
    return READERS.createReader(new StringReader(text())).readObject();
  }

  private boolean langFastIs(String member) {
    return status().getJsonObject("langfast").getBoolean(member);
  }

  private static Map<String, Integer> counts(JsonArray named) {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonValue each : named) {
      counts.put(each.asJsonObject().getString("name"), each.asJsonObject().getInt("runs"));
    }
    return counts;
  }

  @Test
  void runsAreCountedByModelAndByKeyAndAnswersWhileTheyAreMade() throws Exception {
    try (ChatClient ann = client("sk-ann-of-the-test");
        ChatClient first = client("sk-first")) {
      assertEquals(200, ann.ask("say one").statusCode());
      assertEquals(200, ann.ask("say two").statusCode());
      assertEquals(200, first.ask("say three").statusCode());
      ChatClient.Stream held = ann.stream(ChatClient.script("{\"say\":\"begun\"}"));
      held.readTo("begun");
      JsonObject status = status();
      JsonObject today = status.getJsonObject("today");
      assertEquals(4, today.getInt("runs"));
      assertEquals(Map.of("ann", 3, "key-1", 1), counts(today.getJsonArray("keys")));
      assertEquals(Map.of("gpt-4.1", 4), counts(today.getJsonArray("models")));
      assertEquals(JsonValue.NULL, today.get("runs_per_day"));
      assertEquals(1, status.getJsonObject("load").getInt("answers"));
      int runs =
          status.getJsonArray("last_hour").stream()
              .mapToInt(minute -> minute.asJsonObject().getInt("runs"))
              .sum();
      assertEquals(4, runs);
      JsonObject session = status.getJsonObject("langfast").getJsonObject("session");
      assertEquals("account", session.getString("account"));
      assertTrue(Instant.parse(session.getString("expires_at")).isAfter(Instant.now()), "expired");
      held.close();
      Moments.until("nothing is made", () -> status().getJsonObject("load").getInt("answers") == 0);
    }
  }

  @Test
  void failuresAndLimitsAreToldWithTheirNamesAndRequestIds() throws Exception {
    try (ChatClient ann = client("sk-ann-of-the-test")) {
      langFast.spoil(
          "[{\"call\":\"%s\",\"times\":1,\"status\":429,\"body\":{\"error\":\"daily quota\"}}]"
              .formatted(START_RUN));
      HttpResponse<String> limited = ann.ask("say hi");
      assertEquals(429, limited.statusCode());
      HttpResponse<String> failed = ann.ask("fail no luck");
      assertEquals(502, failed.statusCode());
      assertEquals(404, ann.get("/v1/nothing").statusCode());
      JsonObject status = status();
      JsonArray failures = status.getJsonArray("failures");
      assertEquals(2, failures.size());
      assertEquals(
          List.of(ChatClient.id(failed), "RunFailed", "upstream_error", "gpt-4.1", "ann", "502"),
          facts(failures.getJsonObject(0)));
      assertEquals(
          List.of(
              ChatClient.id(limited), "QuotaExhausted", "quota_exhausted", "gpt-4.1", "ann", "429"),
          facts(failures.getJsonObject(1)));
      JsonObject limits = status.getJsonObject("today").getJsonObject("limited");
      assertEquals(1, limits.getInt("calls"));
      assertEquals(1, limits.getInt("requests"));
      assertFalse(limits.isNull("last_at"), limits.toString());
    }
  }

  private static List<String> facts(JsonObject failure) {
    return List.of(
        failure.getString("request_id"),
        failure.getString("failure"),
        failure.getString("end"),
        failure.getString("model"),
        failure.getString("key"),
        String.valueOf(failure.getInt("status")));
  }

  @Test
  void aLangFastThatGoesAndComesBackIsToldWithSinceWhen() throws Exception {
    Instant before = Instant.parse(status().getJsonObject("langfast").getString("since"));
    langFast.spoil("[{\"call\":\"handshake\",\"times\":1000}]");
    try (ChatClient ann = client("sk-ann-of-the-test")) {
      ChatClient.Stream stream =
          ann.stream(ChatClient.script("{\"say\":\"begun\"},{\"pause\":100},{\"destroy\":1}"));
      stream.readTo("begun");
      Moments.until("it is away", () -> !langFastIs("available"));
      JsonObject away = status().getJsonObject("langfast");
      assertFalse(away.isNull("reason"), away.toString());
      assertEquals(0, away.getJsonObject("socket").getInt("open"));
      assertTrue(Instant.parse(away.getString("since")).isAfter(before), away.toString());
      langFast.spoil("[]");
      Moments.until("it is back", () -> langFastIs("available"));
      JsonObject back = status().getJsonObject("langfast");
      assertTrue(back.isNull("reason"), back.toString());
      assertTrue(
          Instant.parse(back.getString("since")).isAfter(Instant.parse(away.getString("since"))),
          back.toString());
      stream.close();
    }
  }

  @Test
  void nothingOfWhatWasSaidIsToldAndNoSecret() throws Exception {
    String marked = "a-word-of-the-prompt";
    try (ChatClient ann = client("sk-ann-of-the-test")) {
      assertEquals(200, ann.ask("say " + marked).statusCode());
      assertEquals(502, ann.ask("fail " + marked).statusCode());
      langFast.spoil(
          "[{\"call\":\"%s\",\"times\":9,\"status\":429,\"body\":{\"error\":\"rate limit: %s\"}}]"
              .formatted(START_RUN, marked));
      assertEquals(429, ann.ask("say " + marked).statusCode());
      langFast.spoil(
          "[{\"call\":\"%s\",\"times\":99,\"status\":503,\"body\":{\"error\":\"%s\"}}]"
              .formatted(START_RUN, marked));
      for (int i = 0; i < 7; i++) {
        assertTrue(ann.ask("say " + marked).statusCode() >= 500, "it was answered");
      }
      assertEquals(401, client("sk-" + marked).get("/v1/models").statusCode());
      int unknown = ann.get("/v1/" + marked).statusCode();
      assertEquals(404, unknown);
    }
    JsonObject circuit = status().getJsonObject("langfast").getJsonObject("circuit");
    assertFalse(circuit.getString("state").equals("closed"), circuit.toString());
    assertEquals(9, status().getJsonArray("failures").size());
    String told = text();
    for (String secret :
        List.of(
            marked, "sk-", "anon-key", "operator", "example.org", "horse", "access-", "refresh-")) {
      assertFalse(told.contains(secret), told);
    }
  }

  @Test
  void whoeverWatchesIsToldOfTheDrainAndThenNoMore() throws Exception {
    try (ChatClient ann = client("sk-ann-of-the-test")) {
      ChatClient.Stream answer = ann.stream(ChatClient.script("{\"say\":\"begun\"}"));
      answer.readTo("begun");
      ChatClient.Stream watched = ann.events("/status/events");
      watched.readTo("\"draining\":false");
      gateway.terminate();
      String rest = watched.rest();
      assertTrue(rest.contains("\"draining\":true"), rest);
      answer.close();
      assertEquals(143, gateway.awaitExit());
    }
  }

  @Test
  void whatIsReadByThoseWhoMayIsNoLineOfTheLog() throws Exception {
    try (ChatClient nobody = client("sk-of-nobody-at-all")) {
      String refused = ChatClient.id(nobody.get("/status.json"));
      Moments.until("the refusal is logged", () -> gateway.output().contains("id=" + refused));
    }
    List<String> lines =
        gateway.output().lines().filter(line -> line.contains("path=/status")).toList();
    assertEquals(1, lines.size(), lines::toString);
  }
}
