package io.github.langfast2api.langfast;

import java.util.Optional;

/**
 * A store that keeps the session and its prompt over restarts, so that one sign-in lasts as long as
 * it can be refreshed. Safe for any thread; calls block on the disk; failures are logged and not
 * thrown.
 */
interface SessionStore {

  /** Loads the session of these credentials, if there is one that can be read. */
  Optional<Session> load();

  /** Stores a session in the place of the one before. */
  void save(Session session);

  /** Loads the prompt of these credentials, if there is one. */
  Optional<Prompts.Prompt> loadPrompt();

  /** Stores a prompt in the place of the one before, if the stored session is its user's. */
  void savePrompt(Prompts.Prompt prompt);

  /** A store that stores nothing. */
  static SessionStore none() {
    return new NoStore();
  }

  /** Stores nothing. */
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
