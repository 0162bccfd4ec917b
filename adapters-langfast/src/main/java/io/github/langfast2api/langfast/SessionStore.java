package io.github.langfast2api.langfast;

import java.util.Optional;

/**
 * Keeps the session over restarts, so that one sign-in serves for as long as it can be refreshed.
 */
interface SessionStore {

  /** The session that was kept for these credentials, if there is one that can be read. */
  Optional<Session> load();

  /** Keeps a session in the place of the one before. Failing to is logged and no more. */
  void save(Session session);
}
