package io.github.langfast2api.http.connection;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.DirectTransportRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a request, and what it says of the body (RFC 9112, section 6.3). It is handed on as
 * Helidon understands it:
 *
 * <ul>
 *   <li>{@code GET} and {@code HEAD} of HTTP/1.0, which load balancers probe with, become those of
 *       HTTP/1.1 with {@code Connection: close};
 *   <li>the absolute form of a target becomes a path, and its authority the {@code Host} (section
 *       3.2.2);
 *   <li>brackets in a query, which some clients send as they are ({@code include[]=}), are
 *       percent-encoded as RFC 3986 (section 3.4) has them.
 * </ul>
 *
 * What Helidon refuses is handed on as it came.
 *
 * @param text the head to hand on, with the empty line at its end
 * @param body how the end of the body is told
 * @param length of a body with {@code Content-Length}
 */
record RequestHead(String text, Body body, long length) {

  /** How the end of a request's body is told. */
  enum Body {
    NONE,
    LENGTH,
    CHUNKED,
    /** In no valid way: Helidon refuses the request and closes the connection. */
    INVALID
  }

  private static final Pattern REQUEST_LINE = Pattern.compile("(\\S+) (\\S+) HTTP/1\\.([01])");
  private static final Pattern ABSOLUTE_FORM =
      Pattern.compile("https?://([^/?#]*)(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /**
   * Reads a head.
   *
   * @param raw all lines, each with CRLF, the last of which is empty
   * @throws RequestException if the target is neither a path nor a URL of this server
   */
  static RequestHead of(String raw) {
    List<String> lines = new ArrayList<>(List.of(raw.split("\r\n")));
    Matcher line = REQUEST_LINE.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (!line.matches()) {
      return new RequestHead(raw, Body.INVALID, 0);
    }
    String method = line.group(1);
    requirePath(method, line.group(2));
    boolean oldProbe =
        line.group(3).equals("0")
            && (method.equals("GET") || method.equals("HEAD"))
            && values(lines, "transfer-encoding").isEmpty();
    Optional<String> authority = withPath(lines, line);
    authority.ifPresent(host -> replaceHost(lines, host));
    lines.set(0, withEncodedBrackets(lines.getFirst()));
    if (oldProbe) {
      upgrade(lines, authority);
    } else if (line.group(3).equals("0")) {
      return new RequestHead(raw, Body.INVALID, 0);
    }
    return framed(String.join("\r\n", lines) + "\r\n\r\n", lines);
  }

  private static RequestHead framed(String text, List<String> lines) {
    List<String> encodings = values(lines, "transfer-encoding");
    List<String> lengths = values(lines, "content-length");
    if (encodings.isEmpty() && lengths.isEmpty()) {
      return new RequestHead(text, Body.NONE, 0);
    }
    if (encodings.equals(List.of("chunked")) && lengths.isEmpty()) {
      return new RequestHead(text, Body.CHUNKED, 0);
    }
    if (encodings.isEmpty()
        && lengths.size() == 1
        && LENGTH.matcher(lengths.getFirst()).matches()) {
      long length = Long.parseLong(lengths.getFirst());
      return new RequestHead(text, length == 0 ? Body.NONE : Body.LENGTH, length);
    }
    return new RequestHead(text, Body.INVALID, 0);
  }

  /** {@code CONNECT} and what else has no path would confuse the routes. */
  private static void requirePath(String method, String target) {
    if (!target.startsWith("/")
        && !target.equals("*")
        && !ABSOLUTE_FORM.matcher(target).matches()) {
      throw RequestException.builder()
          .type(EventType.BAD_REQUEST)
          .request(DirectTransportRequest.create("HTTP/1.1", method, ""))
          .message("The target of the request must be a path, such as /v1/models.")
          .build();
    }
  }

  /** Puts the path of a target in absolute form in its place, and returns its authority. */
  private static Optional<String> withPath(List<String> lines, Matcher line) {
    Matcher absolute = ABSOLUTE_FORM.matcher(line.group(2));
    if (!absolute.matches()) {
      return Optional.empty();
    }
    String path = absolute.group(2).startsWith("/") ? absolute.group(2) : "/" + absolute.group(2);
    lines.set(0, line.group(1) + " " + path + " HTTP/1." + line.group(3));
    return Optional.of(absolute.group(1));
  }

  private static String withEncodedBrackets(String line) {
    int query = line.indexOf('?');
    return query < 0
        ? line
        : line.substring(0, query) + line.substring(query).replace("[", "%5B").replace("]", "%5D");
  }

  /** A request without {@code Host} stays one: it is to be refused. */
  private static void replaceHost(List<String> lines, String authority) {
    lines.replaceAll(header -> isNamed(header, "host") ? "Host: " + authority : header);
  }

  private static void upgrade(List<String> lines, Optional<String> authority) {
    String line = lines.getFirst();
    lines.set(0, line.substring(0, line.length() - 1) + "1");
    if (values(lines, "host").isEmpty()) {
      lines.add("Host: " + authority.orElse("localhost"));
    }
    lines.removeIf(header -> isNamed(header, "connection"));
    lines.add("Connection: close");
  }

  private static List<String> values(List<String> lines, String name) {
    return lines.stream()
        .filter(header -> isNamed(header, name))
        .map(header -> header.substring(name.length() + 1).strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static boolean isNamed(String header, String name) {
    return header.length() > name.length()
        && header.charAt(name.length()) == ':'
        && header.regionMatches(true, 0, name, 0, name.length());
  }
}
