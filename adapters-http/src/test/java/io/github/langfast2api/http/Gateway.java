package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.keys.Keyring;
import io.github.langfast2api.ports.limits.InMemoryRateLimiter;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

/** A server on loopback, for tests that want one of their own. */
public final class Gateway implements AutoCloseable {

  private final WebServer server;

  private Gateway(WebServer server) {
    this.server = server;
  }

  /** A server that is quick to keep its clients alive. */
  static Gateway of(ChatBackend backend) {
    return of(
        backend,
        new HttpSettings(
            Keyring.NONE, 1024 * 1024, false, Answer.EVER, Duration.ofMillis(50), false));
  }

  static Gateway of(ChatBackend backend, HttpSettings settings) {
    WebServerConfig.Builder server = WebServer.builder();
    configure(server, backend, settings);
    server.address(InetAddress.getLoopbackAddress()).shutdownHook(false);
    return new Gateway(server.build().start());
  }

  public static void configure(
      WebServerConfig.Builder server, ChatBackend backend, HttpSettings settings) {
    HttpRouting.Builder routing = HttpRouting.builder();
    new ApiServer(
            Models.CATALOG, backend, new InMemoryRateLimiter(), settings, RequestObserver.NONE)
        .configure(server, routing);
    server.routing(routing);
  }

  Api api() {
    return new Api(URI.create("http://127.0.0.1:" + server.port() + "/"));
  }

  Wire wire() {
    return Wire.to(server.port());
  }

  /** Does not wait for connections to end by themselves for longer than the server does. */
  @Override
  public void close() {
    stop();
  }

  /** Stops as a program does that is told to. */
  void stop() {
    server.stop();
  }
}
