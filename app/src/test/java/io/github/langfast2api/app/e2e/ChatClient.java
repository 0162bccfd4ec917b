package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;

/** Asks for completions by plain HTTP, and repeats nothing. */
final class ChatClient implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String key;

  ChatClient(String base) {
    this(base, "sk-first");
  }

  ChatClient(String base, String key) {
    this.base = base;
    this.key = key;
  }

  /** A script for {@code langfast.mjs}. */
  static String script(String steps) {
    return "{\"steps\":[" + steps + "]}";
  }

  /** An answer that is being read. */
  static final class Stream implements AutoCloseable {

    private final String id;
    private final BufferedReader lines;

    private Stream(String id, BufferedReader lines) {
      this.id = id;
      this.lines = lines;
    }

    /** The id of the request. */
    String id() {
      return id;
    }

    /** Reads up to the line that has these words. */
    void readTo(String words) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(words)) {
          return;
        }
      }
      throw new AssertionError("the stream has ended without: " + words);
    }

    /** Reads to the end, which must come by the rules of HTTP. */
    String rest() {
      return lines.lines().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** The whole answer to a script for {@code langfast.mjs}, or to plain words for it. */
  HttpResponse<String> ask(String script) throws IOException, InterruptedException {
    return http.send(request(script, false), BodyHandlers.ofString());
  }

  /** The same as a stream. */
  Stream stream(String script) throws IOException, InterruptedException {
    return stream(request(script, true));
  }

  /** The events of a path. */
  Stream events(String path) throws IOException, InterruptedException {
    return stream(get(URI.create(base + path)));
  }

  private Stream stream(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<java.io.InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + lines.readLine());
    }
    return new Stream(id(answer), lines);
  }

  /** The answer to a request with this body. */
  HttpResponse<String> post(JsonObject body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(body.toString());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** The id of the request that this answers. */
  static String id(HttpResponse<?> answer) {
    return answer.headers().firstValue("x-request-id").orElseThrow();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(get(URI.create(base + path)), BodyHandlers.ofString());
  }

  private HttpRequest get(URI address) {
    return HttpRequest.newBuilder(address).header("authorization", "Bearer " + key).build();
  }

  /** The status that a path has; 0 if nobody listens. */
  int status(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private HttpRequest request(String script, boolean stream) {
    String text = script.replace("\\", "\\\\").replace("\"", "\\\"");
    String body =
        """
        {"model": "gpt-4.1", "stream": %s, "messages": [{"role": "user", "content": "%s"}]}\
        """
            .formatted(stream, text);
    return request(body).build();
  }

  private HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(URI.create(base + "/v1/chat/completions"))
        .header("content-type", "application/json")
        .header("authorization", "Bearer " + key)
        .POST(BodyPublishers.ofString(body));
  }

  /** Leaves answers that are being read. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
