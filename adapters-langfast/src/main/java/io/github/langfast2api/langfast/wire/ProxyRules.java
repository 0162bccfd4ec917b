package io.github.langfast2api.langfast.wire;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which URL is reached through which proxy, by the rules that curl, Go and Python share. What is on
 * this machine is always reached directly.
 *
 * @param https the proxy for https URLs, if any
 * @param http the proxy for http URLs, if any
 * @param exceptions hosts that are reached directly: a name means its subdomains as well, with or
 *     without a dot before it; a port may follow. {@code 10.0.0.0/8} means all addresses with that
 *     prefix, {@code *} all hosts
 */
public record ProxyRules(
    Optional<HttpProxy> https, Optional<HttpProxy> http, List<String> exceptions) {

  /** No proxy for any URL. */
  public static final ProxyRules NONE =
      new ProxyRules(Optional.empty(), Optional.empty(), List.of());

  public ProxyRules {
    exceptions = exceptions.stream().map(ProxyRules::normalized).toList();
  }

  /** The proxy for a URL; empty if it is reached directly. */
  Optional<HttpProxy> forUri(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    String host = normalized(UpstreamClient.host(uri));
    return isLoopback(host) || isException(host, UpstreamClient.port(uri))
        ? Optional.empty()
        : secure ? https : http;
  }

  private boolean isException(String host, int port) {
    return exceptions.stream()
        .map(exception -> withoutPort(exception, port))
        .anyMatch(
            name ->
                name.equals("*")
                    || host.equals(name)
                    || hasPrefix(host, name)
                    || (!name.isEmpty() && host.endsWith("." + name)));
  }

  /** An exception's host; for one of another port, nothing. */
  private static String withoutPort(String exception, int port) {
    int colon = exception.lastIndexOf(':');
    if (colon < 0 || exception.indexOf(':') != colon) {
      return exception;
    }
    return exception.substring(colon + 1).equals(String.valueOf(port))
        ? exception.substring(0, colon)
        : "";
  }

  /** Whether a host is an address with a prefix in CIDR notation: RFC 4632. */
  private static boolean hasPrefix(String host, String prefix) {
    int slash = prefix.indexOf('/');
    try {
      byte[] network = InetAddress.ofLiteral(prefix.substring(0, Math.max(0, slash))).getAddress();
      byte[] address = InetAddress.ofLiteral(host).getAddress();
      int bits = Integer.parseInt(prefix.substring(slash + 1));
      return network.length == address.length
          && bits >= 0
          && bits <= network.length * Byte.SIZE
          && shifted(network, bits).equals(shifted(address, bits));
    } catch (IllegalArgumentException e) {
      return false; // one of them is a name
    }
  }

  private static BigInteger shifted(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
  }

  private static String normalized(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    name =
        name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127(\\.\\d{1,3}){3}");
  }
}
