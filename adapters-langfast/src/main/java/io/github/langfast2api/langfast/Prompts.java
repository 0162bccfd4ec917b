package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.Variants.PromptUse;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stored prompts that runs refer to. A run brings its own model and messages, so that all can
 * share one prompt, which is not replaced for a bad request. Safe for any thread.
 */
final class Prompts {

  /** How long after a run was accepted its prompt is trusted to exist. */
  private static final Duration TRUST_PERIOD = Duration.ofMinutes(1);

  private static final Pattern PROMPT_WORD = Pattern.compile("\\bprompts?\\b|\\bprompt.?id\\b");

  private final LangFastApi api;
  private final PromptUse use;
  private final SessionStore store;
  private final SingleFlight<Prompt> creation = new SingleFlight<>("langfast-prompt");
  private final InstantSource clock;
  private volatile @Nullable Prompt stored;
  private volatile Instant lastAccepted = Instant.MIN;

  /** A stored prompt of a user. */
  record Prompt(String id, String userId) {}

  Prompts(LangFastApi api, PromptUse use, SessionStore store, InstantSource clock) {
    this.clock = clock;
    this.api = api;
    this.use = use;
    this.store = store;
    this.stored = store.loadPrompt().orElse(null);
  }

  /** The prompt for a run of this session, which is created if need be: then this blocks. */
  Prompt current(Session session) {
    return switch (use) {
      case PromptUse.Fixed(String id) -> new Prompt(id, session.userId());
      case PromptUse.PerRun() -> create(session);
      case PromptUse.PerSession() -> storedFor(session).orElseGet(() -> joinCreation(session));
    };
  }

  /** Records that a run of this prompt was accepted. */
  void accepted(Prompt prompt) {
    if (prompt.equals(stored)) {
      lastAccepted = clock.instant();
    }
  }

  /**
   * Whether a run may have been refused because its prompt is gone. Other reasons lie in the
   * request, and another prompt would not mend them.
   */
  boolean mayBeGone(Prompt prompt, HttpRefusedException refused) {
    if (!(use instanceof PromptUse.PerSession) || refused.status() == 401) {
      return false;
    }
    String said = UpstreamError.of(refused.body()).message().toLowerCase(Locale.ROOT);
    if (refused.status() == 404) {
      return !said.contains("model");
    }
    boolean trusted =
        prompt.equals(stored) && clock.instant().isBefore(lastAccepted.plus(TRUST_PERIOD));
    return PROMPT_WORD.matcher(said).find() && !trusted;
  }

  /** Replaces a prompt that may be gone. */
  Prompt insteadOf(Prompt gone, Session session) {
    if (gone.equals(stored)) {
      stored = null;
    }
    return current(session);
  }

  /** Restores a prompt whose replacement was refused as well, and so was not the reason. */
  void restore(Prompt replaced, Prompt other) {
    if (other.equals(stored)) {
      keep(replaced);
      lastAccepted = clock.instant();
    }
  }

  /** Creates a prompt, or waits for one that is being created, which may be another user's. */
  private Prompt joinCreation(Session session) {
    Prompt prompt = creation.join(() -> storedOrCreated(session));
    while (!prompt.userId().equals(session.userId())) {
      prompt = creation.join(() -> storedOrCreated(session));
    }
    return prompt;
  }

  private Prompt storedOrCreated(Session session) {
    return storedFor(session).orElseGet(() -> keep(create(session)));
  }

  private Prompt keep(Prompt prompt) {
    store.savePrompt(prompt);
    stored = prompt;
    return prompt;
  }

  private Prompt create(Session session) {
    return new Prompt(api.createPrompt(session), session.userId());
  }

  private Optional<Prompt> storedFor(Session session) {
    return Optional.ofNullable(stored).filter(prompt -> prompt.userId().equals(session.userId()));
  }
}
