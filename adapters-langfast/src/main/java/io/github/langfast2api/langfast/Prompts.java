package io.github.langfast2api.langfast;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored prompt that the runs of a session hang on. A run brings its own model and messages, so
 * one prompt serves them all.
 */
final class Prompts {

  private final LangFastApi api;
  private final SingleFlight<Prompt> creation = new SingleFlight<>("langfast-prompt");
  private volatile @Nullable Prompt stored;

  /** A prompt of a user. */
  record Prompt(String id, String userId) {}

  Prompts(LangFastApi api) {
    this.api = api;
  }

  /** The session's prompt, stored now if there is none yet. */
  Prompt current(Session session) {
    return storedFor(session).orElseGet(() -> creation.join(() -> created(session)));
  }

  /** A prompt other than this one, which the upstream refused. */
  Prompt insteadOf(Prompt refused, Session session) {
    if (refused.equals(stored)) {
      stored = null;
    }
    return current(session);
  }

  private Prompt created(Session session) {
    return storedFor(session)
        .orElseGet(() -> stored = new Prompt(api.createPrompt(session), session.userId()));
  }

  private Optional<Prompt> storedFor(Session session) {
    return Optional.ofNullable(stored).filter(prompt -> prompt.userId().equals(session.userId()));
  }
}
