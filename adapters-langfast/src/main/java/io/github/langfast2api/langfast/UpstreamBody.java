package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.webclient.api.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An answer's body, of which no more is read than any answer of this upstream needs. */
final class UpstreamBody {

  private static final int LIMIT = 1 << 20;

  private UpstreamBody() {}

  /** The body as text; empty if there is none. What goes beyond the limit is left unread. */
  static String text(HttpClientResponse response) {
    if (!response.entity().hasEntity()) {
      return "";
    }
    try (InputStream in = response.inputStream()) {
      return new String(in.readNBytes(LIMIT), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
