package io.github.langfast2api.langfast;

import io.github.langfast2api.ports.state.SharedValue;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How sessions are made and where they are kept.
 *
 * @param credentials to sign in with
 * @param file keeps the session over restarts, if any
 * @param shared the session that all instances use, if they share one; of these credentials alone
 */
public record SessionSettings(
    Credentials credentials, Optional<Path> file, Optional<SharedValue> shared) {

  public SessionSettings {
    Objects.requireNonNull(credentials);
    Objects.requireNonNull(file);
    Objects.requireNonNull(shared);
  }

  /** A session that is neither kept nor shared. */
  static SessionSettings of(Credentials credentials) {
    return new SessionSettings(credentials, Optional.empty(), Optional.empty());
  }

  SessionSettings withFile(Path other) {
    return new SessionSettings(credentials, Optional.of(other), shared);
  }

  SessionSettings withShared(SharedValue value) {
    return new SessionSettings(credentials, file, Optional.of(value));
  }
}
