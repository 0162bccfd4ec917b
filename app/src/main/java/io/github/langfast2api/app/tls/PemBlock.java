package io.github.langfast2api.app.tls;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A block of a PEM file (RFC 7468). Whatever stands around the blocks is a comment: byte order
 * marks, the names that OpenSSL writes.
 *
 * @param label such as {@code CERTIFICATE}
 * @param text between the lines of the label: headers of OpenSSL's encryption, and Base64
 */
record PemBlock(String label, String text) {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /** The blocks of a file in their order. */
  static List<PemBlock> in(String file) {
    return BLOCK
        .matcher(file)
        .results()
        .map(block -> new PemBlock(block.group(1), block.group(2)))
        .toList();
  }

  /**
   * The bytes that the block holds.
   *
   * @throws IllegalArgumentException if they are not in Base64
   */
  byte[] content() {
    return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
  }
}
