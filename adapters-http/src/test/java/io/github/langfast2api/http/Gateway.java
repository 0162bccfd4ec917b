package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.http.connection.HttpListener;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.health.StatusSource;
import io.github.langfast2api.ports.keys.Keyring;
import io.github.langfast2api.ports.state.ResponseStore;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A server on loopback, for tests that want one of their own. */
public final class Gateway implements AutoCloseable {

  private static final int MANY_CONNECTIONS = 1000;
  private static final Duration STOP_GRACE = Duration.ofMillis(500);

  private final HttpListener listener;

  private Gateway(HttpListener listener) {
    this.listener = listener;
  }

  /** A server that is quick to keep its clients alive. */
  static Gateway of(ChatBackend backend) {
    return of(
        backend,
        new HttpSettings(
            Keyring.NONE, 1024 * 1024, false, Answer.EVER, Duration.ofMillis(50), false));
  }

  static Gateway of(ChatBackend backend, HttpSettings settings) {
    return of(backend, settings, WebAccess.UNRESTRICTED, MANY_CONNECTIONS);
  }

  /** A server that keeps no responses. */
  static Gateway keepingNothing(ChatBackend backend) {
    return start(
        new ApiServer(
            Models.CATALOG,
            TestPorts.of(backend, ResponseStore.disabled()),
            HttpSettings.DEFAULTS,
            RequestObserver.NONE),
        WebAccess.UNRESTRICTED,
        MANY_CONNECTIONS);
  }

  /** A server whose status is this. */
  static Gateway telling(StatusSource status, HttpSettings settings) {
    return start(
        new ApiServer(
            Models.CATALOG,
            TestPorts.of(new ScriptedBackend(), status),
            settings,
            RequestObserver.NONE),
        WebAccess.UNRESTRICTED,
        MANY_CONNECTIONS);
  }

  /** A server whose requests are observed. */
  static Gateway observed(ChatBackend backend, HttpSettings settings, RequestObserver observer) {
    return start(
        new ApiServer(Models.CATALOG, TestPorts.of(backend), settings, observer),
        WebAccess.UNRESTRICTED,
        MANY_CONNECTIONS);
  }

  static Gateway of(ChatBackend backend, HttpSettings settings, WebAccess web, int maxConnections) {
    return start(server(backend, settings), web, maxConnections);
  }

  private static Gateway start(ApiServer server, WebAccess web, int maxConnections) {
    HttpListener listener =
        new HttpListener(InetAddress.getLoopbackAddress(), 0, maxConnections, Optional.empty());
    try {
      server.start(listener, web, Map.of());
      return new Gateway(listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiServer server(ChatBackend backend, HttpSettings settings) {
    return new ApiServer(Models.CATALOG, TestPorts.of(backend), settings, RequestObserver.NONE);
  }

  public static void configure(
      WebServerConfig.Builder server, ChatBackend backend, HttpSettings settings) {
    HttpRouting.Builder routing = HttpRouting.builder();
    server(backend, settings).configure(server, routing);
    server.routing(routing);
  }

  Api api() {
    return new Api(URI.create("http://127.0.0.1:" + listener.port() + "/"));
  }

  int port() {
    return listener.port();
  }

  boolean isListening() {
    return listener.isListening();
  }

  Wire wire() {
    return Wire.to(listener.port());
  }

  /** Does not wait for connections to end by themselves for longer than the server does. */
  @Override
  public void close() {
    stop();
  }

  /** Stops as a program does that is told to. */
  void stop() {
    listener.stop(STOP_GRACE);
  }
}
