package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A gateway that is asked for every error that it has, and one without keys for those of hosts. */
final class AskedGateway implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final String CRASH = "crash";
  private static final String JSON = "application/json";

  private final ScriptedBackend backend = new ScriptedBackend();
  private final Gateway gateway =
      Gateway.of(
          crashing(backend),
          new HttpSettings(
              DigestKeyring.of(
                  Map.of(
                      "any",
                      ApiClient.unlimited("any"),
                      "once",
                      new ApiClient("once", OptionalInt.of(1), OptionalInt.empty()))),
              MAX_BODY_BYTES,
              true,
              Answer.EVER,
              Duration.ofSeconds(10),
              false));
  private final Gateway open =
      Gateway.of(
          backend, HttpSettings.DEFAULTS, WebAccess.of(Optional.of(List.of()), List.of()), 100);

  /** A backend with a bug. */
  private static ChatBackend crashing(ChatBackend backend) {
    return request -> {
      if (request.messages().getLast().text().equals(CRASH)) {
        throw new IllegalStateException("a bug");
      }
      return backend.open(request);
    };
  }

  Api.Reply failing(AskedDialect dialect, ChatFailure failure) {
    String text = "failure " + failure.hashCode();
    backend.play(text, Script.saying().fail(failure));
    return post(dialect, dialect.asking(text));
  }

  Api.Reply crash(AskedDialect dialect) {
    return post(dialect, dialect.asking(CRASH));
  }

  Api.Reply post(AskedDialect dialect, String body) {
    return send(dialect, "POST", "", body, JSON, "Bearer any");
  }

  Api.Reply put(AskedDialect dialect) {
    return send(dialect, "PUT", "", dialect.asking("hi"), JSON, "Bearer any");
  }

  Api.Reply postBelow(AskedDialect dialect) {
    return send(dialect, "POST", "/nothing/here", dialect.asking("hi"), JSON, "Bearer any");
  }

  Api.Reply postText(AskedDialect dialect) {
    return send(dialect, "POST", "", dialect.asking("hi"), "text/plain", "Bearer any");
  }

  Api.Reply postTooMuch(AskedDialect dialect) {
    return post(dialect, dialect.asking("x".repeat(MAX_BODY_BYTES)));
  }

  Api.Reply postWithKey(AskedDialect dialect, String authorization) {
    return send(dialect, "POST", "", dialect.asking("hi"), JSON, authorization);
  }

  /** Asks twice by a key that may ask once. */
  Api.Reply postTwice(AskedDialect dialect) {
    postWithKey(dialect, "Bearer once");
    return postWithKey(dialect, "Bearer once");
  }

  /** Asks the gateway without keys as a page does whose host resolves to this machine. */
  Api.Reply postForHost(AskedDialect dialect) {
    String request =
        Wire.chat(dialect.asking("hi"))
            .replace(AskedDialect.CHAT.path(), dialect.path())
            .replace("Host: localhost", "Host: page.example");
    try (Wire wire = open.wire()) {
      RawAnswer answer = RawAnswer.read(wire.send(request).input()).orElseThrow();
      return new Api.Reply(
          answer.status(), HttpHeaders.of(answer.headers(), (name, value) -> true), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Api.Reply send(
      AskedDialect dialect, String method, String below, String body, String type, String key) {
    return gateway
        .api()
        .send(
            method,
            dialect.path() + below,
            BodyPublishers.ofString(body),
            HeaderNames.CONTENT_TYPE_NAME,
            type,
            HeaderNames.AUTHORIZATION_NAME,
            key);
  }

  @Override
  public void close() {
    gateway.close();
    open.close();
  }
}
