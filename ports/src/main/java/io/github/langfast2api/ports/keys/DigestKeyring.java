package io.github.langfast2api.ports.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of which the digests are kept. Digests of equal length are compared whole, and all of them,
 * so that the time taken tells nothing.
 */
public final class DigestKeyring implements Keyring {

  private final List<Entry> entries = new ArrayList<>();

  private static final class Entry {

    final byte[] digest;
    final ApiClient client;

    Entry(byte[] digest, ApiClient client) {
      this.digest = digest.clone();
      this.client = client;
    }
  }

  /** Keys in plain text, each with its client. */
  public static DigestKeyring of(Map<String, ApiClient> keys) {
    DigestKeyring keyring = new DigestKeyring();
    keys.forEach((key, client) -> keyring.add(digest(key), client));
    return keyring;
  }

  /**
   * Adds a client.
   *
   * @param digest SHA-256 of the key in UTF-8
   */
  public void add(byte[] digest, ApiClient client) {
    entries.add(new Entry(digest, client));
  }

  @Override
  public boolean isOpen() {
    return entries.isEmpty();
  }

  @Override
  public Optional<ApiClient> find(String key) {
    byte[] digest = digest(key);
    Optional<ApiClient> found = Optional.empty();
    for (Entry each : entries) {
      if (MessageDigest.isEqual(each.digest, digest)) {
        found = Optional.of(each.client);
      }
    }
    return found;
  }

  /** SHA-256 of a key. */
  public static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
