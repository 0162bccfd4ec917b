package io.github.langfast2api.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where responses are kept that conversations can go on from.
 *
 * @param store the kind of store
 * @param file of the store that is one, beside the session file; empty if there is no place
 * @param maxAge how long a response is kept
 */
public record ResponsesConfig(Store store, Optional<Path> file, Duration maxAge) {

  private static final int TEN_YEARS_SECONDS = 10 * 365 * 24 * 60 * 60;

  /** A kind of store. */
  public enum Store {
    /** In the server that instances share. */
    SHARED,
    FILE,
    MEMORY,
    OFF
  }

  /**
   * @param shares whether there is a server that instances share
   */
  static ResponsesConfig of(Settings settings, Optional<Path> sessionFile, boolean shares) {
    return new ResponsesConfig(
        settings.choice(
            "RESPONSES_STORE",
            Map.of(
                "auto", shares ? Store.SHARED : Store.FILE,
                "file", Store.FILE,
                "memory", Store.MEMORY,
                "off", Store.OFF)),
        sessionFile.map(session -> session.resolveSibling("responses.db")),
        Duration.ofSeconds(settings.integer("RESPONSES_TTL", 1, TEN_YEARS_SECONDS)));
  }
}
