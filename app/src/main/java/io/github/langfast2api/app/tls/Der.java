package io.github.langfast2api.app.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** As much of DER (X.690) as it takes to put a key of one format into another. */
final class Der {

  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;

  private Der() {}

  /**
   * A private key in PKCS #8 (RFC 5208).
   *
   * @param algorithm the {@code AlgorithmIdentifier}, encoded
   * @param key as the algorithm encodes it: {@code RSAPrivateKey}, {@code ECPrivateKey}
   */
  static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, element(INTEGER, new byte[] {0}), algorithm, element(OCTET_STRING, key));
  }

  /**
   * The {@code AlgorithmIdentifier} of a public key.
   *
   * @param publicKey a {@code SubjectPublicKeyInfo}, encoded
   */
  static byte[] algorithm(byte[] publicKey) {
    int start = contentOffset(publicKey, 0);
    return Arrays.copyOfRange(publicKey, start, endOffset(publicKey, start));
  }

  private static byte[] element(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    writeLength(element, content.size());
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream element, int length) {
    if (length < 0x80) {
      element.write(length);
      return;
    }
    int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    element.write(0x80 | bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      element.write(length >> (8 * i));
    }
  }

  private static int contentOffset(byte[] der, int element) {
    int length = der[element + 1] & 0xff;
    return element + 2 + (length < 0x80 ? 0 : length & 0x7f);
  }

  private static int endOffset(byte[] der, int element) {
    int content = contentOffset(der, element);
    int length = der[element + 1] & 0xff;
    if (length >= 0x80) {
      length = 0;
      for (int i = element + 2; i < content; i++) {
        length = (length << 8) | (der[i] & 0xff);
      }
    }
    return content + length;
  }
}
