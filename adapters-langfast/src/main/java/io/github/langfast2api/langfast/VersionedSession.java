package io.github.langfast2api.langfast;

import java.util.Objects;
import java.util.Optional;

/**
 * What is shared, as it was read.
 *
 * @param number of the version
 * @param hasText whether anything is there, a session or not
 * @param session empty if what is there is no session of these credentials
 */
record VersionedSession(long number, boolean hasText, Optional<Session> session) {
  VersionedSession {
    Objects.requireNonNull(session);
  }
}
