package io.github.langfast2api.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.langfast2api.http.exchange.HttpReplies;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A static file of the gateway's pages. Its Content Security Policy lets browsers load scripts,
 * styles and images from the gateway alone, but for images that stand in their own address ({@code
 * data:}), and embed it in no other page; {@code no-cache} makes them revalidate it each time,
 * since the next version of the gateway may have another file.
 */
final class PageFile implements Handler {

  private static final String PLAYGROUND = "playground";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private static final List<Header> HEADERS =
      List.of(
          header(
              "content-security-policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " connect-src 'self'; form-action 'none'; base-uri 'none';"
                  + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                  + " trusted-types 'none'"),
          header("x-content-type-options", "nosniff"),
          header("referrer-policy", "no-referrer"),
          header("cross-origin-opener-policy", "same-origin"),
          header("cross-origin-resource-policy", "same-origin"),
          header("cache-control", "no-cache"));

  private final Header type;
  private final byte[] content;

  private PageFile(Header type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  /** A script. */
  static PageFile script(byte[] content) {
    return new PageFile(header("content-type", Objects.requireNonNull(TYPES.get("js"))), content);
  }

  /** The file of the playground of this name, which must be in the jar. */
  static PageFile named(String name) {
    return named(PLAYGROUND, name);
  }

  /** The file of this name in a folder, which must be in the jar. */
  static PageFile named(String folder, String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    String type = Objects.requireNonNull(TYPES.get(extension), name);
    return new PageFile(header("content-type", type), ClasspathResource.bytes(folder + "/" + name));
  }

  /**
   * The file with a placeholder, {@code {{name}}}, replaced by its value.
   *
   * @throws IllegalArgumentException if the file does not have the placeholder
   */
  PageFile with(String name, boolean value) {
    String placeholder = "{{" + name + "}}";
    String text = new String(content, UTF_8);
    if (!text.contains(placeholder)) {
      throw new IllegalArgumentException("no placeholder for " + name);
    }
    return new PageFile(type, text.replace(placeholder, String.valueOf(value)).getBytes(UTF_8));
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    HEADERS.forEach(response::header);
    HttpReplies.send(request, response.header(type), content);
  }

  private static Header header(String name, String value) {
    return HeaderValues.createCached(HeaderNames.create(name), value);
  }
}
