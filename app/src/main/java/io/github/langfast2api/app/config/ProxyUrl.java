package io.github.langfast2api.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.langfast2api.langfast.wire.HttpProxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Optional;

/** Parses the URL of a proxy as curl does: {@code http://} and the port can be left out. */
final class ProxyUrl {

  /** The port of a proxy that names none, as for curl. */
  private static final int DEFAULT_PORT = 1080;

  private ProxyUrl() {}

  /**
   * Parses a URL.
   *
   * @param name the setting that has it
   * @throws ConfigurationException if it is not that of an HTTP proxy
   */
  static HttpProxy parse(String name, String text) {
    URI uri = uri(name, text.contains("://") ? text : "http://" + text);
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      throw wrong(name, text, "only HTTP proxies are supported, so it must begin with http://");
    }
    if (uri.getHost() == null) {
      throw wrong(name, text, "it names no host");
    }
    return new HttpProxy(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        Optional.ofNullable(uri.getRawUserInfo()).map(ProxyUrl::authorization));
  }

  private static String authorization(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? HttpProxy.basic(decoded(userInfo), "")
        : HttpProxy.basic(
            decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
  }

  /** Percent-decoded; a plus sign stands for itself. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static URI uri(String name, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(name, text, "it is not a URL");
    }
  }

  private static ConfigurationException wrong(String name, String text, String why) {
    return new ConfigurationException("%s is \"%s\": %s.".formatted(name, text, why));
  }
}
