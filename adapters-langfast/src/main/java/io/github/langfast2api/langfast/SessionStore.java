package io.github.langfast2api.langfast;

import java.util.Optional;

/**
 * Keeps the session and its stored prompt over restarts, so that one sign-in serves for as long as
 * it can be refreshed, and one prompt for as long as it is there. Safe for any thread; failing to
 * keep something is logged and no more.
 */
interface SessionStore {

  /** The session that was kept for these credentials, if there is one that can be read. */
  Optional<Session> load();

  /** Keeps a session in the place of the one before. */
  void save(Session session);

  /** The prompt that was kept, if there is one. */
  Optional<Prompts.Prompt> loadPrompt();

  /** Keeps a prompt in the place of the one before, if the session that is kept is its user's. */
  void savePrompt(Prompts.Prompt prompt);

  /** A store that keeps nothing. */
  static SessionStore none() {
    return new NoStore();
  }

  /** Keeps nothing. */
  final class NoStore implements SessionStore {

    private NoStore() {}

    @Override
    public Optional<Session> load() {
      return Optional.empty();
    }

    @Override
    public void save(Session session) {}

    @Override
    public Optional<Prompts.Prompt> loadPrompt() {
      return Optional.empty();
    }

    @Override
    public void savePrompt(Prompts.Prompt prompt) {}
  }
}
