package io.github.langfast2api.app.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls any path of the gateway with a key, by plain HTTP, and repeats nothing. */
final class JsonCalls implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String key;

  JsonCalls(String base, String key) {
    this.base = base;
    this.key = key;
  }

  /**
   * The response of the Responses API to a question, after the one of this id if it is not empty.
   */
  HttpResponse<String> respond(String question, String previousId) {
    return call(
        "POST",
        "/v1/responses",
        Json.createObjectBuilder()
            .add("model", "gpt-4.1")
            .add("input", question)
            .addAll(
                previousId.isEmpty()
                    ? Json.createObjectBuilder()
                    : Json.createObjectBuilder().add("previous_response_id", previousId))
            .build()
            .toString());
  }

  HttpResponse<String> call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + key)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
