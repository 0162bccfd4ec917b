package io.github.langfast2api.http;

import static io.github.langfast2api.http.OpenAiResponses.asking;
import static io.github.langfast2api.http.OpenAiResponses.items;
import static io.github.langfast2api.http.OpenAiResponses.requireValid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of responses, for whom, and how conversations go on from it. */
@ServerTest
@Timeout(60)
class ResponsesStateTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final TroubledStore STORE = new TroubledStore();

  private final OpenAiResponses responses;
  private final OpenAiResponses others;

  ResponsesStateTest(URI uri) {
    this.responses = new OpenAiResponses(new Api(uri), "Authorization", "Bearer mine");
    this.others = new OpenAiResponses(new Api(uri), "Authorization", "Bearer theirs");
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    BACKEND.play(
        "call", Script.saying("Let me see.").call("f", "{}").finish(FinishReason.TOOL_CALLS));
    BACKEND.play("cut", Script.saying("Once").finish(FinishReason.LENGTH));
    HttpRouting.Builder routing = HttpRouting.builder();
    new ApiServer(
            Models.CATALOG,
            TestPorts.of(BACKEND, STORE),
            new HttpSettings(
                // One client has both keys: what a key stored is that key's all the same.
                DigestKeyring.of(
                    Map.of("mine", ApiClient.unlimited("us"), "theirs", ApiClient.unlimited("us"))),
                1 << 20,
                false,
                Answer.EVER,
                Duration.ofMillis(50),
                false),
            RequestObserver.NONE)
        .configure(server, routing);
    server.routing(routing);
  }

  @AfterEach
  void theStoreWorksAgain() {
    STORE.setFailing(false);
  }

  private String create(String question, String... members) {
    return responses.create(asking(question, members)).getString("id");
  }

  private static String after(String id) {
    return "\"previous_response_id\":\"" + id + "\"";
  }

  private static String lastConversation() {
    return BACKEND.requests().getLast().messages().stream()
        .map(message -> message.role().name().charAt(0) + ":" + message.text())
        .collect(Collectors.joining(" "));
  }

  private static List<String> ids(JsonObject list) {
    return list.getJsonArray("data").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString("id"))
        .toList();
  }

  @Test
  void aResponseIsRetrievedAsItWasAnswered() {
    JsonObject created = responses.create(asking("call", "\"metadata\":{\"a\":\"b\"}"));
    assertEquals(created, responses.get("/" + created.getString("id") + "?include%5B%5D=x"));
  }

  @Test
  void aStreamedResponseIsRetrievedAsItsLastEventToldIt() {
    JsonObject completed =
        responses.stream(asking("cut", "\"stream\":true")).getLast().getJsonObject("response");
    assertEquals(completed, responses.get("/" + completed.getString("id")));
  }

  @Test
  void bracketsInAQueryNeedNotBeEncoded(URI uri) {
    String path = "/v1/responses/" + create("q") + "/input_items?include[]=x";
    try (Wire wire = Wire.to(uri.getPort())) {
      wire.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer mine\r\n\r\n")
          .readThrough("HTTP/1.1 200 ");
    }
  }

  @Test
  void aReplayAsStreamIsRefused() {
    Api.Reply reply = responses.send("GET", "/" + create("q") + "?stream=true", "");
    assertEquals("400 invalid_request_error unsupported_value stream", reply.failure());
  }

  @Test
  void aDeletedResponseIsGoneFromEverywhere() {
    String id = create("q");
    assertEquals(
        "{\"id\":\"" + id + "\",\"object\":\"response\",\"deleted\":true}",
        responses.send("DELETE", "/" + id, "").body());
    for (String path : List.of("", "/input_items")) {
      assertEquals(404, responses.send("GET", "/" + id + path, "").status());
    }
    assertEquals(404, responses.send("DELETE", "/" + id, "").status());
    assertEquals(404, responses.send("POST", "/" + id + "/cancel", "").status());
    assertEquals(
        "400 invalid_request_error previous_response_not_found previous_response_id",
        responses.post(asking("on", after(id))).failure());
  }

  @Test
  void whatRanInTheForegroundCannotBeCancelled() {
    assertEquals(400, responses.send("POST", "/" + create("q") + "/cancel", "").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"stream\":true"})
  void whatIsNotToBeStoredIsNotThere(String stream) {
    String body = asking("q", "\"store\":false" + stream);
    String id =
        stream.isEmpty()
            ? responses.create(body).getString("id")
            : responses.stream(body).getLast().getJsonObject("response").getString("id");
    assertEquals(404, responses.send("GET", "/" + id, "").status());
    assertEquals(400, responses.post(asking("on", after(id))).status());
  }

  @Test
  void aConversationGoesOnFromTheWholeOfIt() {
    String first = create("one", "\"instructions\":\"Only now.\"");
    String second = create("two", after(first));
    var unused = create("three", after(second), "\"instructions\":\"And now.\"");
    assertEquals(
        "S:And now. U:one A:Hello, world. U:two A:Hello, world. U:three", lastConversation());
  }

  @Test
  void branchesDoNotSeeEachOther() {
    String root = create("root");
    String left = create("left", after(root));
    var unusedRight = create("right", after(root));
    assertEquals("U:root A:Hello, world. U:right", lastConversation());
    var unused = create("more", after(left));
    assertEquals("U:root A:Hello, world. U:left A:Hello, world. U:more", lastConversation());
  }

  @Test
  void anAnswerThatWasCutCanBeGoneOnFrom() {
    var unused = create("on", after(create("cut")));
    assertEquals("U:cut A:Once U:on", lastConversation());
  }

  @Test
  void outputsAnswerTheCallsOfTheResponseBefore() {
    JsonObject called =
        responses.create(asking("call", "\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]"));
    String callId = called.getJsonArray("output").getJsonObject(1).getString("call_id");
    String output =
        "{\"type\":\"function_call_output\",\"call_id\":\"" + callId + "\",\"output\":\"4\"}";
    var unused = responses.create(items(output, after(called.getString("id"))));
    assertEquals("U:call A:Let me see. T:", lastConversation());
    assertEquals(
        "No tool output found for function call " + callId + ".",
        responses
            .post(asking("never mind", after(called.getString("id"))))
            .error()
            .getString("message"));
  }

  @Test
  void anAncestorThatIsGoneIsMissed() {
    String first = create("one");
    String second = create("two", after(first));
    var unused = responses.send("DELETE", "/" + first, "");
    assertEquals(
        "400 invalid_request_error previous_response_not_found previous_response_id",
        responses.post(asking("three", after(second))).failure());
  }

  @Test
  void itemsCanBeReferredTo() {
    JsonObject first = responses.create(asking("one"));
    String input = ids(responses.get("/" + first.getString("id") + "/input_items")).getFirst();
    String output = first.getJsonArray("output").getJsonObject(0).getString("id");
    String second =
        responses
            .create(
                items(
                    "{\"type\":\"item_reference\",\"id\":\"%s\"},{\"id\":\"%s\",\"type\":null}"
                            .formatted(input, output)
                        + ",{\"role\":\"user\",\"content\":\"two\"}"))
            .getString("id");
    assertEquals("U:one A:Hello, world. U:two", lastConversation());
    List<String> copies = ids(responses.get("/" + second + "/input_items?order=asc"));
    assertEquals(3, Set.copyOf(copies).size());
    var unused = responses.send("DELETE", "/" + first.getString("id"), "");
    assertEquals(404, responses.post(items(reference(output))).status());
    var unusedThird = responses.create(items(reference(copies.get(1)) + "," + user("three")));
    assertEquals("A:Hello, world. U:three", lastConversation());
  }

  private static String reference(String id) {
    return "{\"type\":\"item_reference\",\"id\":\"" + id + "\"}";
  }

  private static String user(String text) {
    return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
  }

  @Test
  void theSameItemCanComeTwice() {
    String id = ids(responses.get("/" + create("one") + "/input_items")).getFirst();
    String twice =
        reference(id) + "," + reference(id) + "," + user("x").replace("{", "{\"id\":\"same\",");
    String path =
        "/" + responses.create(items(twice + "," + twice)).getString("id") + "/input_items";
    List<String> paged = new ArrayList<>();
    JsonObject page = responses.get(path + "?limit=1");
    paged.addAll(ids(page));
    while (page.getBoolean("has_more")) {
      page = responses.get(path + "?limit=1&after=" + page.getString("last_id"));
      paged.addAll(ids(page));
    }
    assertEquals(6, Set.copyOf(paged).size());
  }

  @Test
  void toolsThatCameAsItemsStayAndGiveWayToNewOnes() {
    String f = "{\"type\":\"function\",\"name\":\"%s\",\"description\":\"%s\"}";
    String first =
        responses
            .create(
                items(
                    user("one")
                        + ","
                        + "{\"type\":\"additional_tools\",\"role\":\"developer\",\"tools\":[%s,%s,{\"type\":\"mcp\"}]}"
                            .formatted(f.formatted("f", "old"), f.formatted("g", "old"))))
            .getString("id");
    Api.Reply reply =
        responses.post(asking("two", after(first), "\"tools\":[" + f.formatted("f", "new") + "]"));
    assertTrue(reply.header("x-dropped-parameters").isEmpty());
    assertEquals(
        List.of("f=new", "g=old"),
        BACKEND.requests().getLast().options().tools().offered().stream()
            .map(tool -> tool.name() + "=" + tool.description().orElseThrow())
            .toList());
  }

  @Test
  void inputItemsArePagedInBothOrdersUnderIdsOfTheirOwn() {
    String many =
        "{\"role\":\"user\",\"content\":\"1\"},"
            + "{\"type\":\"message\",\"id\":\"msg_mine\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"2\"}]},"
            + "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[]},"
            + "{\"role\":\"assistant\",\"content\":\"a\"},"
            + "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"},"
            + "{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"x\"},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"https://x/y\"}]}";
    String path =
        "/"
            + responses.create(items(many, "\"instructions\":\"not listed\"")).getString("id")
            + "/input_items";
    JsonObject all = responses.get(path + "?order=asc");
    requireValid("ResponseItemList", all);
    assertEquals(6, ids(all).size());
    assertTrue(ids(all).stream().noneMatch("msg_mine"::equals));
    assertEquals(Set.copyOf(ids(all)).size(), ids(all).size());
    assertEquals(ids(all).reversed(), ids(responses.get(path)));
    JsonObject page = responses.get(path + "?limit=4");
    assertTrue(page.getBoolean("has_more"));
    JsonObject rest = responses.get(path + "?limit=4&after=" + page.getString("last_id"));
    assertFalse(rest.getBoolean("has_more"));
    assertEquals(ids(all).subList(0, 2).reversed(), ids(rest));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=101,limit",
    "limit=x,limit",
    "order=up,order",
    "after=x,after"
  })
  void aPageThatCannotBeIsRefused(String query, String param) {
    Api.Reply reply = responses.send("GET", "/" + create("q") + "/input_items?" + query, "");
    assertEquals("400 invalid_request_error invalid_value " + param, reply.failure());
  }

  @Test
  void anotherKeySeesNothing() {
    JsonObject mine = responses.create(asking("secret"));
    String id = mine.getString("id");
    for (String path : List.of("", "/input_items")) {
      assertEquals(404, others.send("GET", "/" + id + path, "").status());
    }
    assertEquals(404, others.send("DELETE", "/" + id, "").status());
    assertEquals(
        "400 invalid_request_error previous_response_not_found previous_response_id",
        others.post(asking("on", after(id))).failure());
    String item = mine.getJsonArray("output").getJsonObject(0).getString("id");
    assertEquals(
        404, others.post(items("{\"type\":\"item_reference\",\"id\":\"" + item + "\"}")).status());
    assertEquals(mine, responses.get("/" + id));
  }

  @Test
  void anAnswerThatCannotBeStoredSaysSo() {
    STORE.setFailing(true);
    assertFalse(responses.create(asking("q")).getBoolean("store"));
    JsonObject completed =
        responses.stream(asking("q", "\"stream\":true")).getLast().getJsonObject("response");
    assertFalse(completed.getBoolean("store"));
    assertEquals("completed", completed.getString("status"));
  }

  @Test
  void aStoreThatCannotBeReadIsNoAnswerToWhetherThereIsSuchAResponse() {
    String id = create("q");
    STORE.setFailing(true);
    for (Api.Reply reply :
        List.of(
            responses.send("GET", "/" + id, ""),
            responses.send("DELETE", "/" + id, ""),
            responses.post(asking("on", after(id))))) {
      assertEquals("503 server_error store_unavailable -", reply.failure());
      assertEquals("5", reply.header("retry-after").orElseThrow());
    }
  }

  @Test
  void whereNothingIsKeptAnAnswerSaysSo() {
    try (Gateway gateway = Gateway.keepingNothing(new ScriptedBackend())) {
      OpenAiResponses forgetful = new OpenAiResponses(gateway.api());
      assertFalse(forgetful.create(asking("q")).getBoolean("store"));
      Api.Reply reply = forgetful.post(asking("q", "\"store\":true"));
      assertEquals("store", reply.header("x-dropped-parameters").orElseThrow());
      assertTrue(
          forgetful.post(asking("q", "\"store\":false")).header("x-dropped-parameters").isEmpty());
    }
  }

  @Test
  void behindAStoreThatHangsReadersDoNotWaitInARow() throws Exception {
    String id = create("q");
    STORE.hang();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JsonObject> first = threads.submit(() -> responses.get("/" + id));
      Moments.until("the first reads", STORE::isHanging);
      Api.Reply second = responses.send("GET", "/" + id, "");
      assertEquals(503, second.status(), second.body());
      assertEquals("5", second.header("retry-after").orElseThrow());
      STORE.goOn();
      assertEquals(id, first.get().getString("id"));
    }
  }
}
