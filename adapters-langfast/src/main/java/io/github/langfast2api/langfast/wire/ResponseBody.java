package io.github.langfast2api.langfast.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.webclient.api.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads an HTTP response's body, up to a limit on what is held in memory. */
public final class ResponseBody {

  private static final int MAX_BYTES = 64 << 10;

  private ResponseBody() {}

  /**
   * Reads the body as UTF-8 text, waiting for it; the caller closes the response.
   *
   * @return the first 64 KiB at most; the rest is left unread. Empty if there is no body
   * @throws UncheckedIOException if the connection breaks
   */
  public static String text(HttpClientResponse response) {
    if (!response.entity().hasEntity()) {
      return "";
    }
    try (InputStream in = response.inputStream()) {
      return new String(in.readNBytes(MAX_BYTES), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
