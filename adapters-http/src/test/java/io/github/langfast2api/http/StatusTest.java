package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The status of a gateway that asks for keys. */
@Timeout(120)
class StatusTest {

  private static final String KEY = "Authorization: Bearer sk-first-key";
  private static final int MAX_WATCHERS = 16;

  private static final Path SOURCES =
      Path.of("src/main/resources/io/github/langfast2api/http/pages/status");
  private static final Pattern REFERENCE =
      Pattern.compile("(?:href=|src=|from )\"(?<address>[^\"]*)\"");

  private final ScriptedStatus status = new ScriptedStatus();
  private final Gateway gateway =
      Gateway.telling(
          status,
          new HttpSettings(
              DigestKeyring.of(Map.of("sk-first-key", ApiClient.unlimited("first"))),
              1024,
              false,
              Answer.EVER,
              Duration.ofSeconds(10),
              false));
  private final Api api = gateway.api();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static String data(Wire wire) {
    String event = wire.readThrough("}\n\n");
    return event.substring(event.indexOf("data: ") + "data: ".length()).strip();
  }

  private static boolean draining(String json) {
    return Json.parse(json).asJsonObject().getBoolean("draining");
  }

  private Wire watch() {
    return gateway.wire().send(Wire.get("/status/events", KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status.json", "/status/events"})
  void itNeedsAKey(String path) {
    Api.Reply missing = api.get(path);
    assertEquals("401 invalid_request_error - -", missing.failure());
    assertEquals(Optional.of("Bearer"), missing.header("www-authenticate"));
    Api.Reply wrong = api.get(path, "x-api-key", "sk-wrong-key-of-nobody");
    assertEquals("401 invalid_request_error invalid_api_key -", wrong.failure());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%73tatus.json", "//status.json", "/x/../status.json", "/./status.json", "/status.json/",
        "/status.json;a=b", "/status;a=b/events", "/status//events", "/status/events/",
            "/STATUS.json"
      })
  void noSpellingOfAPathGetsRoundTheKeys(String path) {
    try (Wire wire = gateway.wire()) {
      String line = wire.send(Wire.get(path)).readThrough("\r\n");
      assertNotEquals("HTTP/1.1 200 OK\r\n", line);
    }
  }

  /** Every file of the page that has an address of its own. */
  static List<String> addresses() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> "/status/" + file.getFileName())
          .map(path -> path.equals("/status/status.html") ? "/status" : path)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void thePageNeedsNoKeyAndMayDoNothingButWhatItIsFor(String address) {
    Api.Reply reply = api.get(address);
    assertEquals(200, reply.status());
    assertEquals(
        api.get("/playground").header("content-security-policy"),
        reply.header("content-security-policy"));
    assertEquals(Optional.of("nosniff"), reply.header("x-content-type-options"));
    assertEquals(Optional.of("no-cache"), reply.header("cache-control"));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void whatThePageRefersToIsThereAndIsNamedRelatively(String address) {
    List<String> references =
        REFERENCE
            .matcher(api.get(address).body())
            .results()
            .map(found -> found.group("address"))
            .toList();
    for (String reference : references) {
      assertFalse(reference.matches("/.*|\\w+:.*"), reference);
      String there = URI.create(address).resolve(reference).toString();
      assertEquals(200, api.get(there).status(), there);
    }
    assertTrue(!address.equals("/status") || references.size() > 3, references::toString);
  }

  @Test
  void aSlashAtTheEndLeadsToThePage() {
    Api.Reply reply = api.get("/status/");
    assertEquals(308, reply.status());
    assertEquals(Optional.of("../status"), reply.header("location"));
  }

  @Test
  void itIsJsonThatNobodyKeeps() {
    Api.Reply reply = api.get("/status.json", "x-api-key", "sk-first-key");
    assertEquals(200, reply.status());
    assertEquals("{\"asked\":1,\"draining\":false}", reply.body());
    assertEquals(Optional.of("application/json"), reply.header("content-type"));
    assertEquals(Optional.of("no-store"), reply.header("cache-control"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status.json", "/status/events"})
  void itIsReadAndNothingElse(String path) {
    Api.Reply head = api.send("HEAD", path, BodyPublishers.noBody(), "x-api-key", "sk-first-key");
    assertEquals(200, head.status());
    assertEquals("", head.body());
    assertEquals(Optional.of("no-store"), head.header("cache-control"));
    Api.Reply post =
        api.send("POST", path, BodyPublishers.ofString("x"), "x-api-key", "sk-first-key");
    assertEquals("405 invalid_request_error method_not_supported -", post.failure());
  }

  @Test
  void whoeverWatchesIsToldAtOnceAndAgain() {
    try (Wire wire = watch()) {
      String head = wire.readThrough("\r\n\r\n");
      assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
      assertTrue(head.contains("\r\nContent-Type: text/event-stream\r\n"), head);
      assertTrue(head.contains("\r\nCache-Control: no-store\r\n"), head);
      assertEquals("{\"asked\":1,\"draining\":false}", data(wire));
      assertEquals("{\"asked\":2,\"draining\":false}", data(wire));
    }
  }

  @Test
  void theStreamEndsWhenTheGatewayDrainsAndSaysSo() {
    try (Wire wire = watch()) {
      assertTrue(!draining(data(wire)), "it drains");
      status.drain();
      assertTrue(draining(data(wire)), "it does not drain");
      assertEquals("\r\n0\r\n\r\n", wire.readThrough("0\r\n\r\n"));
    }
    try (Wire late = watch()) {
      assertTrue(draining(data(late)), "it does not drain");
      assertEquals("\r\n0\r\n\r\n", late.readThrough("0\r\n\r\n"));
    }
  }

  @Test
  void aFewMayWatchAtATimeAndWhoeverLeavesMakesRoom() {
    List<Wire> watchers = new ArrayList<>();
    try {
      for (int i = 0; i < MAX_WATCHERS; i++) {
        watchers.add(watch());
        assertTrue(!draining(data(watchers.getLast())), "it drains");
      }
      Api.Reply refused = api.get("/status/events", "x-api-key", "sk-first-key");
      assertEquals("503 server_error overloaded -", refused.failure());
      assertEquals(Optional.of("10"), refused.header("retry-after"));
      assertEquals(200, api.get("/status.json", "x-api-key", "sk-first-key").status());
      watchers.removeLast().leave();
      Moments.until("there is room", this::isAdmitted);
    } finally {
      watchers.forEach(Wire::close);
    }
  }

  private boolean isAdmitted() {
    try (Wire wire = watch()) {
      return wire.readThrough("\r\n").equals("HTTP/1.1 200 OK\r\n");
    }
  }
}
