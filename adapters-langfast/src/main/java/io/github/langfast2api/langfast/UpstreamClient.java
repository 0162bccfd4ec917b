package io.github.langfast2api.langfast;

import io.helidon.common.tls.Tls;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http1.Http1Client;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The HTTP client that all talk with LangFast goes through, and the connections for it. Requests
 * are given theirs: Helidon's own cache reads idle connections ten times a second, each with a
 * timer, takes what a server says unasked for the next answer, and leaves open what it gives up.
 */
public final class UpstreamClient {

  private static final List<String> HTTP_1 = List.of("http/1.1");
  private static final Tls PLAIN = Tls.builder().enabled(false).build();

  private final WebClient client;
  private final Http1Client http;

  private UpstreamClient(WebClient client) {
    this.client = client;
    this.http = client.client(Http1Client.PROTOCOL);
  }

  public static UpstreamClient of(LangFastSettings.Timeouts timeouts) {
    return new UpstreamClient(
        WebClient.builder()
            .connectTimeout(timeouts.connect())
            // Who calls bounds the call; a bound for each read would be another timer.
            .readTimeout(Duration.ZERO)
            .socketOptions(options -> options.tcpNoDelay(true))
            // Proxies that tunnel would otherwise pass on a form of the path that Engine.IO
            // refuses.
            .relativeUris(true)
            // A redirect would carry the tokens to wherever it points.
            .followRedirects(false)
            .build());
  }

  /** Makes requests; each is to be given its connection. */
  public Http1Client http() {
    return http;
  }

  /**
   * Connects to where a URI is served. Who takes the connection closes it.
   *
   * @param uri an http or https URI
   * @throws java.io.UncheckedIOException if it cannot be reached
   */
  public TcpClientConnection connect(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    ConnectionKey to =
        ConnectionKey.create(
            uri.getScheme(),
            uri.getHost(),
            port,
            secure ? client.prototype().tls() : PLAIN,
            client.prototype().dnsResolver(),
            client.prototype().dnsAddressLookup(),
            client.prototype().proxy());
    return TcpClientConnection.create(client, to, HTTP_1, released -> false, closed -> {})
        .connect();
  }
}
