package io.github.langfast2api.langfast.wire;

import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.api.WebClientConfig;
import io.helidon.webclient.http1.Http1Client;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * An HTTP/1.1 client whose connections are opened, pooled and closed by its callers, and not by
 * Helidon's cache: that reads idle connections ten times a second, each with a timer, takes what a
 * server sends unasked for the next response, and does not close connections that it gives up. Safe
 * for any thread.
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

  /**
   * A client without a read timeout: whoever calls bounds the call. It follows no redirects.
   *
   * @param connectTimeout for each connection
   */
  public static UpstreamClient of(Duration connectTimeout) {
    return new UpstreamClient(builder(connectTimeout).build());
  }

  /**
   * Such a client whose requests carry an origin (RFC 6454), as those of a page's scripts do.
   *
   * @param origin as browsers write it
   */
  public static UpstreamClient of(Duration connectTimeout, String origin) {
    return new UpstreamClient(
        builder(connectTimeout).addHeader(HeaderValues.create(HeaderNames.ORIGIN, origin)).build());
  }

  private static WebClientConfig.Builder builder(Duration connectTimeout) {
    return WebClient.builder()
        .connectTimeout(connectTimeout)
        .readTimeout(Duration.ZERO)
        .socketOptions(options -> options.tcpNoDelay(true))
        // Proxies that tunnel would otherwise pass on a form of the path that Engine.IO refuses.
        .relativeUris(true)
        // A redirect would carry the tokens to wherever it points.
        .followRedirects(false);
  }

  /** Makes requests; each must be given a connection of {@link #connect}. */
  public Http1Client http() {
    return http;
  }

  /**
   * Opens a connection to a URI's host, waiting for it; the caller closes it.
   *
   * @param uri an http or https URI
   * @throws java.io.UncheckedIOException if the host cannot be reached
   */
  public TcpClientConnection connect(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    ConnectionKey key =
        ConnectionKey.create(
            uri.getScheme(),
            uri.getHost(),
            port,
            secure ? client.prototype().tls() : PLAIN,
            client.prototype().dnsResolver(),
            client.prototype().dnsAddressLookup(),
            client.prototype().proxy());
    return TcpClientConnection.create(client, key, HTTP_1, released -> false, closed -> {})
        .connect();
  }
}
