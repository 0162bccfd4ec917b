package io.github.langfast2api.langfast;

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
 * The HTTP client that all talk with LangFast goes through, and the connections for it. Requests
 * are given theirs: Helidon's own cache reads idle connections ten times a second, each with a
 * timer, and now and then goes on reading one that is in use again.
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

  /** A client that says nothing of who asks. */
  public static UpstreamClient of(LangFastSettings.Timeouts timeouts) {
    return new UpstreamClient(builder(timeouts).build());
  }

  /** A client that asks as a script of this page does, whose origin its requests carry. */
  static UpstreamClient asPage(LangFastSettings.Timeouts timeouts, URI page) {
    String origin = LinkPolicy.origin(page);
    return new UpstreamClient(
        builder(timeouts).addHeader(HeaderValues.create(HeaderNames.ORIGIN, origin)).build());
  }

  private static WebClientConfig.Builder builder(LangFastSettings.Timeouts timeouts) {
    return WebClient.builder()
        .connectTimeout(timeouts.connect())
        // Who calls bounds the call; a bound for each read would be another timer.
        .readTimeout(Duration.ZERO)
        .socketOptions(options -> options.tcpNoDelay(true))
        // Proxies that tunnel would otherwise pass on a form of the path that Engine.IO refuses.
        .relativeUris(true)
        // A redirect would carry the tokens to wherever it points.
        .followRedirects(false);
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
