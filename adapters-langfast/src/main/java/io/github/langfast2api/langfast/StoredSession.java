package io.github.langfast2api.langfast;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SessionFile} holds, bound by JSON-B: a session and its user's prompt. Members that
 * the file lacks are null. Public, since JSON-B binds public types alone.
 *
 * @param owner the credentials and the upstream whose session it is
 * @param issuedAt an ISO 8601 instant
 * @param expiresAt an ISO 8601 instant
 */
public record StoredSession(
    @Nullable String owner,
    @Nullable String accessToken,
    @Nullable String refreshToken,
    @Nullable String userId,
    @Nullable String issuedAt,
    @Nullable String expiresAt,
    @Nullable String promptId) {

  static StoredSession of(String owner, Session session, Optional<Prompts.Prompt> prompt) {
    return new StoredSession(
        owner,
        session.accessToken(),
        session.refreshToken(),
        session.userId(),
        session.issuedAt().toString(),
        session.expiresAt().toString(),
        prompt.map(Prompts.Prompt::id).orElse(null));
  }

  /** The session; empty if a member is missing or malformed. */
  Optional<Session> session() {
    if (accessToken == null
        || refreshToken == null
        || userId == null
        || issuedAt == null
        || expiresAt == null) {
      return Optional.empty();
    }
    try {
      Instant issued = Instant.parse(issuedAt);
      Instant expires = Instant.parse(expiresAt);
      return Optional.of(new Session(accessToken, refreshToken, userId, issued, expires))
          .filter(Session::isWellFormed);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The prompt, if there is one. */
  Optional<Prompts.Prompt> prompt() {
    return promptId == null || userId == null || !Identifiers.isId(promptId)
        ? Optional.empty()
        : Optional.of(new Prompts.Prompt(promptId, userId));
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "StoredSession[" + owner + ", " + userId + " until " + expiresAt + "]";
  }
}
