package io.github.langfast2api.langfast.wire;

import io.helidon.common.LazyValue;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.api.WebClientConfig;
import io.helidon.webclient.http1.Http1Client;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/1.1 client whose connections are opened, pooled and closed by its callers, and not by
 * Helidon's cache: that reads idle connections ten times a second, each with a timer, takes what a
 * server sends unasked for the next response, does not close connections that it gives up, and
 * tries one address of a host. Safe for any thread.
 */
public final class UpstreamClient {

  private static final List<String> HTTP_1 = List.of("http/1.1");

  /** The client's own TLS is not used: it gets connections that have theirs. */
  private static final Tls NO_TLS = Tls.builder().enabled(false).build();

  private final WebClient client;
  private final Http1Client http;
  private final HappyEyeballs addresses;
  private final ProxyRules proxies;
  private final Consumer<? super SocketChannel> onConnect;

  /** Made for the first connection: it reads the runtime's certificates. */
  private final LazyValue<Tls> tls;

  private UpstreamClient(
      WebClient client,
      HappyEyeballs addresses,
      ProxyRules proxies,
      LazyValue<Tls> tls,
      Consumer<? super SocketChannel> onConnect) {
    this.client = client;
    this.http = client.client(Http1Client.PROTOCOL);
    this.addresses = addresses;
    this.proxies = proxies;
    this.tls = tls;
    this.onConnect = onConnect;
  }

  /**
   * A client without a read timeout: whoever calls bounds the call. It follows no redirects.
   *
   * @param network how servers are reached
   */
  public static UpstreamClient of(UpstreamNetwork network) {
    WebClient client =
        WebClient.builder()
            .readTimeout(Duration.ZERO)
            .tls(NO_TLS)
            // In a tunnel as well, a request's target is a path.
            .relativeUris(true)
            // A redirect would carry the tokens to wherever it points.
            .followRedirects(false)
            .build();
    HappyEyeballs addresses = new HappyEyeballs(network.resolver(), network.connectTimeout());
    LazyValue<Tls> tls = LazyValue.create(() -> Tls.builder().build());
    return new UpstreamClient(client, addresses, network.proxies(), tls, channel -> {});
  }

  /**
   * Such a client whose requests carry an origin (RFC 6454), as those of a page's scripts do.
   *
   * @param origin as browsers write it
   */
  public UpstreamClient withOrigin(String origin) {
    WebClientConfig.Builder same = WebClient.builder().from(client.prototype());
    return new UpstreamClient(
        same.addHeader(HeaderValues.create(HeaderNames.ORIGIN, origin)).build(),
        addresses,
        proxies,
        tls,
        onConnect);
  }

  /**
   * Such a client that tells of each channel before it waits for what the server sends, so that
   * another thread can close it meanwhile.
   */
  public UpstreamClient withConnectListener(Consumer<? super SocketChannel> listener) {
    return new UpstreamClient(client, addresses, proxies, tls, listener);
  }

  /** Makes requests; each must be given a connection of {@link #connect}. */
  public Http1Client http() {
    return http;
  }

  /**
   * Opens a connection to a URI's host, waiting for it; the caller closes it.
   *
   * @param uri an http or https URI
   * @throws RequestNotSentException if the host cannot be reached
   */
  public UpstreamConnection connect(URI uri) {
    try {
      Optional<HttpProxy> proxy = proxies.forUri(uri);
      SocketChannel channel =
          proxy.isPresent()
              ? addresses.connect(proxy.get().host(), proxy.get().port())
              : addresses.connect(host(uri), port(uri));
      return connected(channel, uri, proxy);
    } catch (IOException e) {
      throw new RequestNotSentException(e);
    }
  }

  /** The host that a URI names; an IPv6 address is in brackets. */
  static String host(URI uri) {
    return String.valueOf(uri.getHost());
  }

  /** The port that a URI names, or its scheme's. */
  static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
  }

  private UpstreamConnection connected(SocketChannel channel, URI uri, Optional<HttpProxy> proxy)
      throws IOException {
    boolean done = false;
    try {
      onConnect.accept(channel);
      Socket socket = channel.socket();
      if (proxy.isPresent()) {
        ProxyTunnel.open(socket, proxy.get(), host(uri), port(uri));
      }
      UpstreamConnection connection =
          new UpstreamConnection(channel, isSecure(uri) ? secured(socket, uri) : socket);
      done = true;
      return connection;
    } finally {
      if (!done) {
        channel.close();
      }
    }
  }

  private SSLSocket secured(Socket socket, URI uri) throws IOException {
    // Unresolved: through a proxy, nobody here knows the address.
    InetSocketAddress server = InetSocketAddress.createUnresolved(host(uri), port(uri));
    SSLSocket secured = tls.get().createSocket(HTTP_1, socket, server);
    secured.startHandshake();
    return secured;
  }

  private static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }
}
