package io.github.langfast2api.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Parses the base URL of an upstream: http, https, ws and wss are accepted. */
final class UpstreamUrl {

  private final String name;
  private final boolean plaintextAllowed;

  /**
   * @param name the setting that has the URL
   * @param plaintextAllowed whether the URL of another machine may be without TLS
   */
  UpstreamUrl(String name, boolean plaintextAllowed) {
    this.name = name;
    this.plaintextAllowed = plaintextAllowed;
  }

  /**
   * The URL with the scheme http or https, which ws and wss stand for as well.
   *
   * @throws ConfigurationException if it is no base URL, or tokens would be sent without TLS
   */
  URI parse(String text) {
    URI uri = uri(text);
    String scheme =
        switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
          case "http", "ws" -> "http";
          case "https", "wss" -> "https";
          default -> throw wrong(text, "it must begin with https:// (or wss://, http://, ws://)");
        };
    if (uri.getHost() == null) {
      throw wrong(text, "it names no host");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw wrong(text, "it must be a plain address, without user, query or fragment");
    }
    if (scheme.equals("http") && !plaintextAllowed && !isLoopback(uri.getHost())) {
      throw wrong(
          text,
          "without TLS the session's tokens could be read on the way; set"
              + " LANGFAST_ALLOW_PLAINTEXT=true if that network is yours");
    }
    return URI.create(scheme + uri.toString().substring(uri.getScheme().length()));
  }

  private URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(text, "it is not a URL");
    }
  }

  private ConfigurationException wrong(String text, String why) {
    return new ConfigurationException("%s is \"%s\": %s.".formatted(name, text, why));
  }

  /** Whether a host name or address is always this machine's: RFC 6761, RFC 4291. */
  private static boolean isLoopback(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost")
        || lower.endsWith(".localhost")
        || lower.equals("[::1]")
        || lower.matches("127(\\.\\d{1,3}){3}");
  }
}
