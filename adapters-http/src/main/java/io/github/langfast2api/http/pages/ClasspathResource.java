package io.github.langfast2api.http.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A file of this package in the jar. */
final class ClasspathResource {

  private ClasspathResource() {}

  /** The bytes of a file, which must be there. */
  static byte[] bytes(String name) {
    try (InputStream in = ClasspathResource.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
