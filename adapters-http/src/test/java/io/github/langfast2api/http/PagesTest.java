package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.github.langfast2api.ports.keys.Keyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a gateway that asks for keys; they need none. */
@ServerTest
@Timeout(120)
class PagesTest {

  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8";
  private static final Path SOURCES =
      Path.of("src/main/resources/io/github/langfast2api/http/pages/playground");
  private static final Pattern REFERENCE =
      Pattern.compile("(?:href=|src=|from )\"(?<address>[^\"]*)\"");

  private static final Pattern IMPORT =
      Pattern.compile("^import .*from \"(?<address>\\./[^\"]*)\"", Pattern.MULTILINE);

  private final Api api;

  PagesTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, new ScriptedBackend(), settings(false));
  }

  private static HttpSettings settings(boolean simulated) {
    Keyring keys = DigestKeyring.of(Map.of("sk-first-key", ApiClient.unlimited("first")));
    return new HttpSettings(keys, 1024, false, Answer.EVER, Duration.ofSeconds(10), simulated);
  }

  /** Every file of the pages that has an address of its own. */
  static List<String> addresses() throws Exception {
    try (Stream<Path> files = Files.list(SOURCES)) {
      Stream<String> parts =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(".html"))
              .map(name -> "/playground/" + name);
      Stream<String> others =
          Stream.of("/playground", "/playground/marked.js", "/playground/prism.js");
      return Stream.concat(others, parts).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void aPageMayDoNothingButWhatItIsFor(String address) {
    Api.Reply reply = api.get(address);
    assertEquals(200, reply.status());
    assertEquals(
        Optional.of(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors"
                + " 'none'; require-trusted-types-for 'script'; trusted-types 'none'"),
        reply.header("content-security-policy"));
    assertEquals(Optional.of("nosniff"), reply.header("x-content-type-options"));
    assertEquals(Optional.of("no-referrer"), reply.header("referrer-policy"));
    assertEquals(Optional.of("same-origin"), reply.header("cross-origin-opener-policy"));
    assertEquals(Optional.of("same-origin"), reply.header("cross-origin-resource-policy"));
    assertEquals(Optional.of("no-cache"), reply.header("cache-control"));
  }

  @ParameterizedTest
  @CsvSource({
    "/playground,                text/html; charset=utf-8",
    "/playground/playground.css, text/css; charset=utf-8",
    "/playground/main.js,        text/javascript; charset=utf-8",
    "/playground/icon.svg,       image/svg+xml",
  })
  void aPartSaysWhatItIs(String address, String type) {
    assertEquals(Optional.of(type), api.get(address).header("content-type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/playground", "/playground/main.js"})
  void whatAPageRefersToIsThereAndIsNamedRelatively(String address) {
    String page = api.get(address, "accept", BROWSER).body();
    List<String> references =
        REFERENCE.matcher(page).results().map(found -> found.group("address")).toList();
    assertFalse(references.isEmpty(), page);
    for (String reference : references) {
      assertFalse(reference.matches("/.*|\\w+:.*"), reference);
      String there = URI.create(address).resolve(reference).toString();
      assertEquals(200, api.get(there).status(), there);
    }
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void whatAScriptImportsIsThere(String address) {
    IMPORT
        .matcher(api.get(address).body())
        .results()
        .map(found -> URI.create(address).resolve(found.group("address")).toString())
        .forEach(imported -> assertEquals(200, api.get(imported).status(), imported));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void aPageIsReadAndNothingElse(String address) {
    Api.Reply refused = api.send("POST", address, BodyPublishers.ofString("x"));
    assertEquals("405 invalid_request_error method_not_supported -", refused.failure());
    assertEquals(Optional.of("GET, HEAD"), refused.header("allow"));
    Api.Reply head = api.send("HEAD", address, BodyPublishers.noBody());
    assertEquals(200, head.status());
    assertEquals("", head.body());
    assertEquals(api.get(address).header("content-length"), head.header("content-length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/playground/none.js", "/playground/welcome.html", "/playground/../x"})
  void whatIsNoPartOfAPageIsNotThere(String address) {
    assertEquals("404 invalid_request_error - -", api.get(address).failure());
  }

  @Test
  void thePlaygroundIsToldWhetherASimulatorAnswers() {
    assertTrue(api.get("/playground").body().contains("data-simulated=\"false\""));
    try (Gateway gateway = Gateway.of(new ScriptedBackend(), settings(true))) {
      String page = gateway.api().get("/playground").body();
      assertTrue(page.contains("data-simulated=\"true\""), page);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {BROWSER, "text/html", "Text/HTML ; level=1; q=0.5, */*", "text/html;q=1"})
  void theRootShowsAPageToWhoeverNamesHtml(String accept) {
    Api.Reply reply = api.get("/", "accept", accept);
    assertEquals(200, reply.status());
    assertEquals(Optional.of("text/html; charset=utf-8"), reply.header("content-type"));
    assertEquals(Optional.of("Accept"), reply.header("vary"));
    assertTrue(reply.header("content-security-policy").isPresent());
    assertTrue(reply.body().contains("href=\"playground\""), reply.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "text/*",
        "application/json",
        "text/plain",
        "text/html; q=0",
        "text/html;q=0.000",
        "text/html;q=high",
        "text/html;q=NaN",
        "text/plain, text/html;q=0.9",
        ";;,///",
        "garbage"
      })
  void theRootIsALineOfTextToAllOthers(String accept) {
    assertPlain(api.get("/", "accept", accept));
  }

  @Test
  void theRootIsALineOfTextToWhoeverSaysNothing() {
    assertPlain(api.get("/"));
  }

  private static void assertPlain(Api.Reply reply) {
    assertEquals(200, reply.status());
    assertEquals("langfast2api is running. OpenAI's API is at /v1.\n", reply.body());
    assertEquals(Optional.of("text/plain; charset=utf-8"), reply.header("content-type"));
    assertEquals(Optional.of("Accept"), reply.header("vary"));
    assertEquals(Optional.empty(), reply.header("content-security-policy"));
  }
}
