package io.github.langfast2api.app.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the gateway listens.
 *
 * @param host the host name or address to bind to
 * @param port the port to bind to; 0 for any free port
 * @param tls the PEM files to serve TLS with; without them the gateway serves plain HTTP
 * @param corsOrigins the origins of web pages whose scripts may call the API; {@code *} for all
 */
public record ListenerConfig(
    String host, int port, Optional<TlsFiles> tls, List<String> corsOrigins) {

  /** A certificate chain and its private key, both in PEM. */
  public record TlsFiles(Path certificateChain, Path privateKey) {}

  public ListenerConfig {
    corsOrigins = List.copyOf(corsOrigins);
  }

  static ListenerConfig of(Settings settings) {
    return new ListenerConfig(
        settings.required("HOST"),
        settings.integer("PORT", 0, 65_535),
        tls(settings),
        settings.list("CORS_ORIGINS"));
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
