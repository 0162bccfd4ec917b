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
 * The stored prompts that runs hang on. A run brings its own model and messages, so one prompt
 * serves them all, and whoever sends a bad request must not cost the others theirs.
 */
final class Prompts {

  /** A prompt that was fine so lately is not the reason for a refusal. */
  private static final Duration TRUSTED = Duration.ofMinutes(1);

  private static final Pattern NAMED = Pattern.compile("\\bprompts?\\b|\\bprompt.?id\\b");

  private final LangFastApi api;
  private final PromptUse use;
  private final SessionStore store;
  private final SingleFlight<Prompt> creation = new SingleFlight<>("langfast-prompt");
  private final InstantSource clock;
  private volatile @Nullable Prompt stored;
  private volatile Instant fine = Instant.MIN;

  /** A prompt of a user. */
  record Prompt(String id, String userId) {}

  Prompts(LangFastApi api, PromptUse use, SessionStore store, InstantSource clock) {
    this.clock = clock;
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
      case PromptUse.PerSession() -> storedFor(session).orElseGet(() -> joined(session));
    };
  }

  /** Takes note that a run came of a prompt. */
  void served(Prompt prompt) {
    if (prompt.equals(stored)) {
      fine = clock.instant();
    }
  }

  /**
   * Whether a run may have been refused because its prompt is gone, and another may be had. Other
   * reasons lie in the request, and another prompt would not mend them.
   */
  boolean isSuspect(Prompt prompt, HttpRefusedException refused) {
    if (!(use instanceof PromptUse.PerSession) || refused.status() == 401) {
      return false;
    }
    String said = UpstreamError.of(refused.body()).message().toLowerCase(Locale.ROOT);
    if (refused.status() == 404) {
      return !said.contains("model");
    }
    boolean trusted = prompt.equals(stored) && clock.instant().isBefore(fine.plus(TRUSTED));
    return NAMED.matcher(said).find() && !trusted;
  }

  /** A prompt other than this one, which is suspect. */
  Prompt insteadOf(Prompt suspect, Session session) {
    if (suspect.equals(stored)) {
      stored = null;
    }
    return current(session);
  }

  /** Takes a prompt back that was not the reason, since with the other it was the same. */
  void acquit(Prompt suspect, Prompt other) {
    if (other.equals(stored)) {
      kept(suspect);
      fine = clock.instant();
    }
  }

  /** What somebody else is having stored may be another user's, of a session that was replaced. */
  private Prompt joined(Session session) {
    Prompt prompt = creation.join(() -> stored(session));
    while (!prompt.userId().equals(session.userId())) {
      prompt = creation.join(() -> stored(session));
    }
    return prompt;
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
