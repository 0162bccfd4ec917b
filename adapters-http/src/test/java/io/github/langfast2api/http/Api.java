package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.contract.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Calls the API as the JDK's client does, which offers HTTP/2 with every request. */
public record Api(URI base) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** What came back. */
  public record Reply(int status, java.net.http.HttpHeaders headers, String body) {

    JsonObject json() {
      return assertInstanceOf(JsonObject.class, Json.parse(body));
    }

    Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    /** The error, which must have the form of all errors. */
    JsonObject error() {
      assertEquals(Optional.of("application/json"), header("content-type"));
      assertTrue(header("x-request-id").isPresent(), "no x-request-id");
      assertEquals(Set.of("error"), json().keySet());
      JsonObject error = json().getJsonObject("error");
      assertEquals(Set.of("message", "type", "param", "code"), error.keySet());
      return error;
    }

    /** What an error says but for its message, as text to compare. */
    String failure() {
      JsonObject error = error();
      return "%d %s %s %s"
          .formatted(status, text(error, "type"), text(error, "code"), text(error, "param"));
    }

    private static String text(JsonObject error, String name) {
      return error.isNull(name) ? "-" : error.getString(name);
    }
  }

  Reply get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  /** Posts a chat request. */
  Reply chat(String body, String... headers) {
    return chat(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Reply chat(byte[] body, String... headers) {
    return send("POST", "/v1/chat/completions", BodyPublishers.ofByteArray(body), headers);
  }

  public Reply send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Answer.EVER).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + method + " " + path, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
