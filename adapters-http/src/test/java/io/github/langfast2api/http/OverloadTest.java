package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that was told to take one request at a time. */
@ServerTest
@Timeout(120)
class OverloadTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();

  private final URI uri;

  OverloadTest(URI uri) {
    this.uri = uri;
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    BACKEND.play("wait", Script.saying("a").hold());
    Gateway.configure(server, BACKEND, HttpSettings.DEFAULTS);
    server.concurrencyLimit(FixedLimit.builder().permits(1).build());
  }

  @Test
  void whoFindsNoRoomIsToldToComeAgain() {
    try (Wire wire = Wire.to(uri.getPort())) {
      wire.send(Wire.chat(asking("wait")));
      Moments.until("the first is answered", () -> BACKEND.held() == 1);
      Api.Reply reply = new Api(uri).get("/v1/models");
      assertEquals("503 server_error overloaded -", reply.failure());
      assertEquals(Optional.of("1"), reply.header("retry-after"));
      assertEquals(Optional.of("1000"), reply.header("retry-after-ms"));
    }
    Moments.until("there is room again", () -> new Api(uri).get("/v1/models").status() == 200);
  }
}
