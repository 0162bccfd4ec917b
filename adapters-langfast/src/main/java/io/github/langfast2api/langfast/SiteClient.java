package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Gets a public site's files for one reader, over connections that are kept until it is closed. It
 * sends neither cookies nor keys. One thread uses it; who calls bounds the time.
 */
final class SiteClient implements AutoCloseable {

  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final UpstreamClient client;
  private final Map<String, ConnectionPool> connections = new HashMap<>();

  SiteClient(UpstreamClient client) {
    this.client = client;
  }

  /**
   * A file of the site.
   *
   * @param uri where it stands, after all redirects
   * @param text its bytes, one character each: keys and addresses are ASCII
   */
  record SiteFile(URI uri, String text) {}

  /**
   * Gets a file.
   *
   * @param maxBytes so much of it, unpacked, is read, and no more
   * @throws HttpRefusedException if the status is neither 200 nor a redirect
   * @throws ChatException with {@link ChatFailure.AccessRefused} if redirects lead nowhere
   * @throws UncheckedIOException if there is no answer
   */
  SiteFile get(URI uri, int maxBytes) {
    URI at = uri;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      try (HttpClientResponse response = ask(at)) {
        int status = response.status().code();
        if (status == 200) {
          return new SiteFile(at, text(response, maxBytes));
        }
        if (!REDIRECTS.contains(status)) {
          throw HttpRefusedException.of(response);
        }
        at = target(at, response);
      }
    }
    throw refused("%s redirects more than %d times".formatted(uri, MAX_REDIRECTS));
  }

  @Override
  public void close() {
    connections.values().forEach(ConnectionPool::close);
  }

  private static URI target(URI from, HttpClientResponse response) {
    String location = response.headers().first(HeaderNames.LOCATION).orElse("");
    return LinkPolicy.follow(from, location)
        .orElseThrow(() -> refused(from + " redirects to where it is not followed"));
  }

  private static ChatException refused(String why) {
    return new ChatException(new ChatFailure.AccessRefused(AnonKeys.notFound(why)));
  }

  private HttpClientResponse ask(URI uri) {
    ClientConnection connection =
        connections
            .computeIfAbsent(
                LinkPolicy.origin(uri), origin -> new ConnectionPool(client, URI.create(origin)))
            .acquire();
    try {
      return client
          .http()
          .get()
          .connection(connection)
          .uri(uri)
          .header(HeaderNames.ACCEPT, "*/*")
          .header(HeaderNames.ACCEPT_ENCODING, "gzip")
          .request();
    } catch (RuntimeException e) {
      connection.closeResource();
      throw e;
    }
  }

  private static String text(HttpClientResponse response, int maxBytes) {
    if (!response.entity().hasEntity()) {
      return "";
    }
    boolean packed =
        response
            .headers()
            .first(HeaderNames.CONTENT_ENCODING)
            .filter("gzip"::equalsIgnoreCase)
            .isPresent();
    try (InputStream body = response.inputStream();
        InputStream in = packed ? new GZIPInputStream(body) : body) {
      return new String(in.readNBytes(maxBytes), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
