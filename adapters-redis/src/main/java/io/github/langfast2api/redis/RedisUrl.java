package io.github.langfast2api.redis;

import static io.github.langfast2api.redis.RedisSettings.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a URL as redis-cli's -u does. Not by {@link java.net.URI}, which knows no host with an
 * underscore, and many a container has one.
 */
final class RedisUrl {

  private static final int DEFAULT_PORT = 6379;

  private final boolean tls;
  private final String userInfo;
  private final String hostAndPort;
  private final String path;

  /** Takes a URL apart. */
  RedisUrl(String url) {
    int colon = url.indexOf("://");
    String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    require(
        scheme.equals("redis") || scheme.equals("rediss"),
        "it must begin with redis:// or rediss://");
    String rest = url.substring(colon + 3);
    require(
        rest.chars().noneMatch(c -> c <= ' ' || c == '?' || c == '#'),
        "it has a query, a fragment or a space: such characters of a password are percent-encoded");
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    tls = scheme.equals("rediss");
    userInfo = at < 0 ? "" : authority.substring(0, at);
    hostAndPort = authority.substring(at + 1);
    path = slash < 0 ? "" : rest.substring(slash + 1);
  }

  RedisSettings settings(String prefix) {
    int colon = userInfo.indexOf(':');
    return new RedisSettings(
        host(),
        port(),
        tls,
        decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
        decoded(colon < 0 ? "" : userInfo.substring(colon + 1)),
        path.isEmpty() ? 0 : number(path, "its path is no number of a database"),
        prefix);
  }

  /** Where the colon before the port is; the end if there is none. */
  private int colonBeforePort() {
    int colon = hostAndPort.indexOf(':', hostAndPort.lastIndexOf(']') + 1);
    return colon < 0 ? hostAndPort.length() : colon;
  }

  private int port() {
    String port = hostAndPort.substring(colonBeforePort());
    return port.isEmpty()
        ? DEFAULT_PORT
        : number(port.substring(1), "its port is none from 1 to 65535");
  }

  private String host() {
    String host = hostAndPort.substring(0, colonBeforePort());
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    require(
        host.chars().noneMatch(c -> "[]\\\"%".indexOf(c) >= 0),
        "its host is neither a name nor an address");
    return host;
  }

  private static int number(String digits, String otherwise) {
    require(digits.matches("[0-9]{1,9}"), otherwise);
    return Integer.parseInt(digits);
  }

  /** Percent-decoded; a plus sign stands for itself. */
  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), UTF_8))
          .filter(decoded -> !decoded.isEmpty());
    } catch (IllegalArgumentException e) {
      // Its message quotes the password.
      throw new IllegalArgumentException("its user or password is not percent-encoded");
    }
  }
}
