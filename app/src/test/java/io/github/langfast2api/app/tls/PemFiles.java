package io.github.langfast2api.app.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Certificates and keys as OpenSSL 3 wrote them; good for nothing but tests. */
public final class PemFiles {

  private PemFiles() {}

  public static String file(String name) {
    try (InputStream in =
        Objects.requireNonNull(PemFiles.class.getResourceAsStream("/tls/" + name), name)) {
      return new String(in.readAllBytes(), US_ASCII);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
