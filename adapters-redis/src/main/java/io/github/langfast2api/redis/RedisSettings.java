package io.github.langfast2api.redis;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Redis or Valkey is, and under which names the gateway keeps its keys there. A Redis Cluster
 * is not supported: scripts touch keys of several slots.
 *
 * @param host name or address; a name is resolved anew for each connection
 * @param tls whether the server is talked to over TLS; its certificate must be one that the JVM
 *     trusts, for this host
 * @param user of an access control list; the server's default user if there is none
 * @param password needed by a user
 * @param database number, 0 unless one is named
 * @param prefix what all keys begin with, before a colon: instances with the same one share
 */
public record RedisSettings(
    String host,
    int port,
    boolean tls,
    Optional<String> user,
    Optional<String> password,
    int database,
    String prefix) {

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public RedisSettings {
    require(!host.isBlank(), "it names no host");
    require(port >= 1 && port <= 65_535, "its port is none from 1 to 65535");
    require(database >= 0, "its database is no number from 0");
    require(user.isEmpty() || password.isPresent(), "it names a user without a password");
    require(
        PREFIX.matcher(prefix).matches(),
        "the prefix of the keys must be 1 to 64 letters, digits, dots, hyphens and underscores");
  }

  /**
   * Reads a URL: {@code redis://user:password@host:port/database}, or {@code rediss://} for TLS.
   * All but the scheme and the host may be left out; user and password are percent-encoded.
   *
   * @throws IllegalArgumentException if it is none; the message is the end of a sentence that
   *     begins with the name of a setting, and tells nothing of the URL
   */
  public static RedisSettings of(String url, String prefix) {
    return new RedisUrl(url).settings(prefix);
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The server as an operator is told of it: host and port. */
  String address() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RedisSettings[%s%s/%d, prefix %s]"
        .formatted(tls ? "TLS " : "", address(), database, prefix);
  }
}
