package io.github.langfast2api.langfast;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Which references of a web page are followed, and where they lead: RFC 3986, section 5. It is
 * stricter than a browser: a page has no business with another scheme, with credentials in an
 * address, or with this machine, unless it is served by this machine itself.
 */
final class LinkPolicy {

  private static final String ILLEGAL = " \"<>\\^`{|}[]";

  private LinkPolicy() {}

  /** Whether a site may be read there: over TLS, or on this machine. */
  static boolean isReadable(URI uri) {
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && ("https".equals(scheme(uri)) || ("http".equals(scheme(uri)) && isLoopback(uri)));
  }

  /**
   * The address that a reference means, without its fragment.
   *
   * @param from where the reference stands
   * @return empty if it is no address, or one that is not followed
   */
  static Optional<URI> follow(URI from, String reference) {
    return Optional.of(reference.strip())
        .filter(text -> !text.isEmpty())
        .flatMap(LinkPolicy::parse)
        .flatMap(relative -> resolve(from, relative))
        .filter(LinkPolicy::isReadable)
        .filter(to -> scheme(to).equals(scheme(from)))
        .filter(to -> !isLoopback(to) || isLoopback(from));
  }

  /** Whether the host can only be this machine: RFC 6761, section 6.3, and RFC 4291. */
  static boolean isLoopback(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static Optional<URI> resolve(URI from, URI relative) {
    // Java's class follows RFC 2396, which takes no base without a path and no query alone.
    URI base = from.getRawPath().isEmpty() ? URI.create(origin(from) + "/") : from;
    boolean queryAlone =
        !relative.isAbsolute()
            && relative.getRawAuthority() == null
            && relative.getRawPath().isEmpty()
            && relative.getRawQuery() != null;
    String text =
        queryAlone
            ? origin(base) + base.getRawPath() + "?" + relative.getRawQuery()
            : base.resolve(relative).toString().replaceFirst("#.*$", "");
    return parse(text).filter(to -> to.getHost() != null);
  }

  /**
   * The scheme, host and port as browsers write them, without the port that goes without saying.
   */
  static String origin(URI uri) {
    String scheme = scheme(uri);
    int usual = scheme.equals("https") ? 443 : 80;
    boolean unusual = uri.getPort() >= 0 && uri.getPort() != usual;
    return scheme
        + "://"
        + uri.getHost().toLowerCase(Locale.ROOT)
        + (unusual ? ":" + uri.getPort() : "");
  }

  private static Optional<URI> parse(String reference) {
    try {
      return Optional.of(new URI(reference));
    } catch (URISyntaxException e) {
      return encoded(reference);
    }
  }

  /** Pages write addresses with characters that browsers encode, as the brackets of a route. */
  private static Optional<URI> encoded(String reference) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < reference.length(); i++) {
      char c = reference.charAt(i);
      if (c <= ' ' || c >= 0x7f || ILLEGAL.indexOf(c) >= 0) {
        text.append("%%%02X".formatted(c & 0xff));
      } else {
        text.append(c);
      }
    }
    try {
      return Optional.of(new URI(text.toString()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String scheme(URI uri) {
    return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
  }
}
