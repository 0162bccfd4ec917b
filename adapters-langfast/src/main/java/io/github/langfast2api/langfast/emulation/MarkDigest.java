package io.github.langfast2api.langfast.emulation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the digits of marks, by HMAC-SHA256 (RFC 2104). Safe for any thread. */
final class MarkDigest {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 4;

  private final SecretKeySpec key;

  /**
   * @param secret of the installation, not empty
   */
  MarkDigest(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Eight hexadecimal digits that nobody without the secret can tell. */
  String of(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
