package io.github.langfast2api.http.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A file beside the classes, in the jar. */
public final class Resource {

  private Resource() {}

  /** The bytes of the file of this name, which must be there. */
  public static byte[] named(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
