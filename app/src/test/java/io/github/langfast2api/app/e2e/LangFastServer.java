package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LangFast as a real npm {@code socket.io} server plays it. */
final class LangFastServer implements AutoCloseable {

  private static final String LISTENS = "{\"port\":";

  private final RunningProcess process;
  private final String responseFormat;
  private final String url;

  private LangFastServer(String responseFormat, Map<String, String> environment)
      throws IOException, InterruptedException {
    this.responseFormat = responseFormat;
    process = Node.start("langfast.mjs", environment);
    String line = process.awaitLine(LISTENS);
    this.url = "http://127.0.0.1:" + line.substring(LISTENS.length(), line.indexOf('}'));
  }

  static LangFastServer start() throws IOException, InterruptedException {
    return new LangFastServer("text", Map.of());
  }

  /** One that takes response formats as OpenAI does. */
  static LangFastServer takingResponseFormats() throws IOException, InterruptedException {
    return new LangFastServer("openai", Map.of("RESPONSE_FORMAT", "openai"));
  }

  /** One that waits for a pong as long as it takes to send many megabytes before its ping. */
  static LangFastServer sendingMuch() throws IOException, InterruptedException {
    return new LangFastServer("text", Map.of("PING_TIMEOUT", "60000"));
  }

  /** One whose sessions live for so long. */
  static LangFastServer withSessionsOf(int seconds) throws IOException, InterruptedException {
    return new LangFastServer("text", Map.of("SESSION_SECONDS", String.valueOf(seconds)));
  }

  /** One whose answers a script makes of a run's messages. */
  static LangFastServer answering(String script) throws IOException, InterruptedException {
    return new LangFastServer("text", Map.of("MODEL_SCRIPT", "./" + script));
  }

  /** Where it listens. */
  String url() {
    return url;
  }

  /** The settings that point a gateway at it. */
  Map<String, String> settings() {
    return Map.of(
        "LANGFAST_SUPABASE_URL", url,
        "LANGFAST_RUNNER_URL", url.replace("http", "ws"),
        "LANGFAST_ANON_KEY", "anon-key-of-the-test",
        "LANGFAST_EMAIL", "operator@example.org",
        "LANGFAST_PASSWORD", "correct horse",
        "LANGFAST_RESPONSE_FORMAT", responseFormat,
        "USER_SET_KEY", "sk-first,sk-second");
  }

  /** The settings that have a gateway find its key by itself, and sign in as a guest. */
  Map<String, String> guestSettings() {
    return Map.of(
        "LANGFAST_UPSTREAM", "langfast",
        "LANGFAST_SITE", url,
        "LANGFAST_SUPABASE_URL", url,
        "LANGFAST_RUNNER_URL", url);
  }

  /** A figure of those that it keeps: calls by their kind, and the sockets that are connected. */
  int count(String what) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/counts")).build();
      String counts = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher figure = Pattern.compile("\"" + what + "\":(\\d+)").matcher(counts);
      assertTrue(figure.find(), counts);
      return Integer.parseInt(figure.group(1));
    }
  }

  /** Has the next calls spoiled: a JSON array that {@code langfast.mjs} explains. */
  void spoil(String faults) throws IOException, InterruptedException {
    post("/faults", faults);
  }

  /** Lets the scripts go on that have come to a {@code hold}. */
  void release() throws IOException, InterruptedException {
    post("/release", "");
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + path))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
      assertEquals(200, answer.statusCode());
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
