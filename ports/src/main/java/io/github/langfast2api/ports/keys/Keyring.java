package io.github.langfast2api.ports.keys;

import java.util.Map;
import java.util.Optional;

/** The keys by which clients are known. Asked for each request; safe for any thread. */
public interface Keyring {

  /** No key at all: anybody is served. */
  Keyring NONE = DigestKeyring.of(Map.of());

  /** Whether anybody is served, with a key or without. */
  boolean isOpen();

  /** Whose key this is. How long it takes says nothing of the keys. */
  Optional<ApiClient> find(String key);
}
