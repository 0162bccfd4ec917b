package io.github.langfast2api.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads the address of an upstream, as people write it. */
final class UpstreamUrl {

  private final String name;
  private final boolean plaintextAllowed;

  /**
   * @param name the setting that the address comes from
   * @param plaintextAllowed whether an address on another machine may go without TLS
   */
  UpstreamUrl(String name, boolean plaintextAllowed) {
    this.name = name;
    this.plaintextAllowed = plaintextAllowed;
  }

  /**
   * The address as http or https; ws and wss mean the same.
   *
   * @throws ConfigurationException if it is not an address to send tokens to
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

  /** Whether the name can only mean this machine: RFC 6761 and RFC 4291. */
  private static boolean isLoopback(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.equals("localhost")
        || lower.endsWith(".localhost")
        || lower.equals("[::1]")
        || lower.matches("127(\\.\\d{1,3}){3}");
  }
}
