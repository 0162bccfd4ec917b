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
 * A file of the gateway's pages, as it is in the jar. Browsers are told to run and show nothing
 * that does not come from here, to put it into no other page, and to ask for it anew each time: the
 * next version of the gateway has other files.
 */
public final class PageFile implements Handler {

  private static final String FOLDER = "playground/";

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
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
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

  /** The file of this name, which must be in the jar. */
  public static PageFile named(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    String type = Objects.requireNonNull(TYPES.get(extension), name);
    return new PageFile(header("content-type", type), Resource.named(FOLDER + name));
  }

  /** The file with what stands for this in it, {@code {{name}}}, filled in. */
  public PageFile with(String name, boolean value) {
    String mark = "{{" + name + "}}";
    String text = new String(content, UTF_8);
    if (!text.contains(mark)) {
      throw new IllegalArgumentException("nothing stands for " + name);
    }
    return new PageFile(type, text.replace(mark, String.valueOf(value)).getBytes(UTF_8));
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
