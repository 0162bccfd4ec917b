package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** A client of LangFast made of the JDK alone. */
final class Peer implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;
  String apiKey = Simulator.ANON_KEY;
  String token = "";
  String userId = "";
  String refreshToken = "";

  Peer(Simulator simulator) {
    this.uri = simulator.uri();
  }

  static Peer signedUp(Simulator simulator) {
    Peer peer = new Peer(simulator);
    peer.take(peer.post("/auth/v1/signup", "{\"data\":{},\"gotrue_meta_security\":{}}"));
    return peer;
  }

  HttpResponse<String> post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("apikey", apiKey)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return send(request);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri.resolve(path)).build());
  }

  HttpResponse<String> refresh(String refreshToken) {
    return post(
        "/auth/v1/token?grant_type=refresh_token", "{\"refresh_token\":\"" + refreshToken + "\"}");
  }

  HttpResponse<String> createPrompt() {
    return post(
        "/rest/v1/rpc/create_prompt",
        """
        {"p_name":"chat","p_icon":"openai","p_meta":{"model":"stored","messages":[\
        {"role":"user","content":"stored"}],"stream":true},"p_test_cases":[]}\
        """);
  }

  HttpResponse<String> startRun(String promptId, String rest) {
    return post(
        "/functions/v1/initiate-prompt-run",
        "{\"run_id\":\"%s\",\"prompt_id\":\"%s\",\"created_by\":\"%s\"%s}"
            .formatted(UUID.randomUUID(), promptId, userId, rest));
  }

  /** Starts a run with this last user message and gives its job's id. */
  String run(String text) {
    return runWith("\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]");
  }

  /** Starts a run with these members of its meta. */
  String runWith(String meta) {
    return runWith(meta, "[]");
  }

  String runWith(String meta, String testCases) {
    String prompt = createPrompt().body().replace("\"", "");
    String rest =
        ",\"prompt_meta\":{\"model\":\"gpt\",\"response_format\":\"text\",%s},\"test_cases\":%s"
            .formatted(meta, testCases);
    HttpResponse<String> response = startRun(prompt, rest);
    assertEquals(200, response.statusCode(), response.body());
    return json(response).getJsonArray("jobs").getJsonObject(0).getString("job_id");
  }

  PeerSocket open() {
    return new PeerSocket(http, uri);
  }

  /** Opens a socket whose token is accepted. */
  PeerSocket connect() {
    PeerSocket socket = open();
    socket.next();
    socket.send("40{\"token\":\"" + token + "\"}");
    assertEquals("40{", socket.next().substring(0, 3));
    return socket;
  }

  /**
   * The same over bare TCP. The JDK's WebSocket misses the end of a connection that comes right
   * after a message.
   */
  RawSocket connectRaw() {
    RawSocket socket = new RawSocket(uri);
    socket.sendText("40{\"token\":\"" + token + "\"}");
    assertEquals("81 40{", socket.readFrame().substring(0, 6));
    return socket;
  }

  void take(HttpResponse<String> session) {
    assertEquals(200, session.statusCode(), session.body());
    JsonObject body = json(session);
    token = body.getString("access_token");
    refreshToken = body.getString("refresh_token");
    userId = body.getJsonObject("user").getString("id");
  }

  static JsonObject json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
