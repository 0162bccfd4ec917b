package io.github.langfast2api.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files as people's editors write them. */
public final class Utf8File {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Utf8File() {}

  /**
   * The text of a file, without the byte order mark that some editors put before it.
   *
   * @throws IOException if it cannot be read, or is not UTF-8
   */
  public static String read(Path file) throws IOException {
    return withoutMark(Files.readString(file));
  }

  /** The text without a byte order mark at its beginning. */
  public static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
