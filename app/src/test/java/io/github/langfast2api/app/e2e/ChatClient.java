package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a gateway without any SDK between, as {@code curl} would. */
final class ChatClient implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String key;

  ChatClient(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** A script of {@code langfast.mjs} as the text of a message. */
  static String script(String steps) {
    return "{\\\"steps\\\":[" + steps.replace("\"", "\\\"") + "]}";
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  /** A whole answer. */
  HttpResponse<String> ask(String text) throws IOException, InterruptedException {
    return http.send(asking(text, false), BodyHandlers.ofString());
  }

  /** A stream whose head has come. */
  HttpResponse<InputStream> stream(String text) throws IOException, InterruptedException {
    return http.send(asking(text, true), BodyHandlers.ofInputStream());
  }

  /** To the end, which must come by the rules of HTTP: a cut-off body throws. */
  static String rest(HttpResponse<InputStream> stream) throws IOException {
    try (InputStream in = stream.body()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private HttpRequest asking(String text, boolean stream) {
    String body =
        """
        {"model": "gpt-4.1", "stream": %s, "messages": [{"role": "user", "content": "%s"}]}\
        """
            .formatted(stream, text);
    return request("/v1/chat/completions")
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("authorization", "Bearer " + key);
  }

  @Override
  public void close() {
    http.close();
  }
}
