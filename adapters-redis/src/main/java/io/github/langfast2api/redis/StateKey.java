package io.github.langfast2api.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key by which shared values are encrypted before they leave the process: AES-256-GCM (NIST SP
 * 800-38D) with a random nonce of 96 bits, and the value's name as additional data. Safe for any
 * thread.
 */
public final class StateKey {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte FORMAT = 1;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private StateKey(byte[] bytes) {
    key = new SecretKeySpec(bytes, "AES");
  }

  /**
   * Reads a key.
   *
   * @param base64 of 32 bytes
   * @throws IllegalArgumentException if it is none; the message is the end of a sentence that
   *     begins with the name of a setting, and tells nothing of the key
   */
  public static StateKey of(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      // Its message quotes the key.
      bytes = new byte[0];
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "it must be 32 random bytes in Base64, as `openssl rand -base64 32` makes them");
    }
    return new StateKey(bytes);
  }

  /** Encrypts a text; what comes out differs each time. */
  byte[] encrypt(String name, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, name, nonce, 0).doFinal(text.getBytes(UTF_8));
      return ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
          .put(FORMAT)
          .put(nonce)
          .put(encrypted)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /**
   * Decrypts a text.
   *
   * @throws GeneralSecurityException if it was encrypted by another key or under another name, or
   *     is damaged
   */
  String decrypt(String name, byte[] sealed) throws GeneralSecurityException {
    if (sealed.length <= NONCE_BYTES || sealed[0] != FORMAT) {
      throw new GeneralSecurityException("not of the format that is written");
    }
    byte[] text =
        cipher(Cipher.DECRYPT_MODE, name, sealed, 1)
            .doFinal(Arrays.copyOfRange(sealed, 1 + NONCE_BYTES, sealed.length));
    return new String(text, UTF_8);
  }

  private Cipher cipher(int mode, String name, byte[] nonce, int offset)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
    cipher.updateAAD(name.getBytes(UTF_8));
    return cipher;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "StateKey";
  }
}
