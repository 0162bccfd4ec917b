package io.github.langfast2api.app.config;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the gateway listens.
 *
 * @param host the host name or address to bind to
 * @param port the port to bind to; 0 for any free port
 * @param tls the PEM files to serve TLS with; without them the gateway serves plain HTTP
 * @param maxConnections how many connections of clients may be open; 0 for as many as the process's
 *     limit of open files allows
 * @param corsOrigins the origins of web pages whose scripts may call the API; {@code *} for all
 */
public record ListenerConfig(
    String host, int port, Optional<TlsFiles> tls, int maxConnections, List<String> corsOrigins) {

  /** An origin as browsers send it: the scheme's own port is left out. */
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._~-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  private static final Pattern DEFAULT_PORT = Pattern.compile("http://.*:80|https://.*:443");

  /** A certificate chain and its private key, both in PEM. */
  public record TlsFiles(Path certificateChain, Path privateKey) {}

  public ListenerConfig {
    corsOrigins = List.copyOf(corsOrigins);
  }

  /** Whether the host is an address of this machine alone, or a name that always is. */
  public boolean isLoopback() {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(name).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static ListenerConfig of(Settings settings) {
    return new ListenerConfig(
        host(settings),
        settings.integer("PORT", 0, 65_535),
        tls(settings),
        settings.integer("MAX_CONNECTIONS", 0, 1_000_000),
        origins(settings));
  }

  /** An address of IPv6 may be written as in a URL. */
  private static String host(Settings settings) {
    String host = settings.required("HOST");
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static List<String> origins(Settings settings) {
    List<String> origins = settings.list("CORS_ORIGINS");
    for (String origin : origins) {
      if (origin.equals("null")) {
        throw new ConfigurationException(
            "CORS_ORIGINS has \"null\", which any page can make its browser send: \"*\" allows all"
                + " pages.");
      }
      boolean possible =
          ORIGIN.matcher(origin).matches() && !DEFAULT_PORT.matcher(origin).matches();
      if (!origin.equals("*") && !possible) {
        throw new ConfigurationException(
            ("CORS_ORIGINS has \"%s\", which no browser sends: an origin is a scheme and a host in"
                    + " lower case, and a port unless it is the scheme's own, such as"
                    + " https://chat.example.org.")
                .formatted(origin));
      }
    }
    return origins;
  }

  private static Optional<TlsFiles> tls(Settings settings) {
    Optional<Path> chain = settings.path("TLS_CERTIFICATE_FILE");
    Optional<Path> key = settings.path("TLS_KEY_FILE");
    if (chain.isPresent() != key.isPresent()) {
      throw new ConfigurationException(
          "TLS needs both TLS_CERTIFICATE_FILE and TLS_KEY_FILE; one of them is not set.");
    }
    for (Path file : Stream.concat(chain.stream(), key.stream()).toList()) {
      if (!Files.isReadable(file)) {
        throw new ConfigurationException("\"%s\" cannot be read, for TLS.".formatted(file));
      }
    }
    return chain.map(file -> new TlsFiles(file, key.orElseThrow()));
  }
}
