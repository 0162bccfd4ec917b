package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.Variants.PromptUse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored prompts that runs hang on. A run brings its own model and messages, so one prompt
 * serves them all.
 */
final class Prompts {

  private final LangFastApi api;
  private final PromptUse use;
  private final SessionStore store;
  private final SingleFlight<Prompt> creation = new SingleFlight<>("langfast-prompt");
  private volatile @Nullable Prompt stored;

  /** A prompt of a user. */
  record Prompt(String id, String userId) {}

  Prompts(LangFastApi api, PromptUse use, SessionStore store) {
    this.api = api;
    this.use = use;
    this.store = store;
    this.stored = store.loadPrompt().orElse(null);
  }

  /** A prompt for a run of this session, stored now if need be. */
  Prompt current(Session session) {
    return switch (use) {
      case PromptUse.Fixed(String id) -> new Prompt(id, session.userId());
      case PromptUse.PerRun() -> created(session);
      case PromptUse.PerSession() ->
          storedFor(session).orElseGet(() -> creation.join(() -> stored(session)));
    };
  }

  /** A prompt other than this one, which the upstream refused; nothing if there cannot be one. */
  Optional<Prompt> insteadOf(Prompt refused, Session session) {
    if (!(use instanceof PromptUse.PerSession)) {
      return Optional.empty();
    }
    if (refused.equals(stored)) {
      stored = null;
    }
    return Optional.of(current(session));
  }

  private Prompt stored(Session session) {
    return storedFor(session).orElseGet(() -> kept(created(session)));
  }

  private Prompt kept(Prompt prompt) {
    store.savePrompt(prompt);
    stored = prompt;
    return prompt;
  }

  private Prompt created(Session session) {
    return new Prompt(api.createPrompt(session), session.userId());
  }

  private Optional<Prompt> storedFor(Session session) {
    return Optional.ofNullable(stored).filter(prompt -> prompt.userId().equals(session.userId()));
  }
}
