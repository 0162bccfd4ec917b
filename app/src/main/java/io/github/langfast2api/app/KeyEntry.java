package io.github.langfast2api.app;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A client as it is described in the keys file. Public since JSON-B requires it.
 *
 * @param name the client's name, which must be there
 * @param key its API key, in place of which there may be
 * @param sha256 the SHA-256 of its API key, in hexadecimal
 * @param requestsPerMinute the most chat requests per minute, if there is a limit
 * @param concurrent the most chat requests at the same time, if there is a limit
 */
public record KeyEntry(
    Optional<String> name,
    Optional<String> key,
    Optional<String> sha256,
    OptionalInt requestsPerMinute,
    OptionalInt concurrent) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

  /** The client, without its key. */
  ApiClient client(JsonEntryLocation location) {
    String clientName =
        name.map(String::strip).orElseThrow(() -> location.wrong("an entry has no \"name\""));
    try {
      return new ApiClient(clientName, requestsPerMinute, concurrent);
    } catch (IllegalArgumentException e) {
      throw location.wrong(String.valueOf(e.getMessage()));
    }
  }

  /** The SHA-256 of the client's key. */
  byte[] digest(JsonEntryLocation location) {
    if (key.isPresent() == sha256.isPresent()) {
      throw location.wrong("it needs either \"key\" or \"sha256\"");
    }
    return key.map(text -> DigestKeyring.digest(text.strip()))
        .orElseGet(() -> parse(sha256.orElseThrow().strip(), location));
  }

  private static byte[] parse(String digest, JsonEntryLocation location) {
    if (!SHA_256.matcher(digest).matches()) {
      throw location.wrong("sha256", "is not 64 hexadecimal digits");
    }
    return HexFormat.of().parseHex(digest);
  }

  /** The record's own would put the key into logs. */
  @Override
  public String toString() {
    return "KeyEntry[" + name.orElse("") + "]";
  }
}
