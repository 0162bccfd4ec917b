package io.github.langfast2api.langfast;

import io.github.langfast2api.ports.state.SharedValue.Version;
import jakarta.json.JsonException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text as which a session is shared: a {@link StoredSession} in JSON. Safe for any thread. */
final class SessionText {

  private static final Logger LOG = System.getLogger(SessionText.class.getName());
  private static final Jsonb JSON = JsonbBuilder.create();

  private final String owner;
  private volatile boolean warned;

  /**
   * @param owner identifies the credentials and their upstream
   */
  SessionText(String owner) {
    this.owner = owner;
  }

  String write(Session session) {
    return JSON.toJson(StoredSession.of(owner, session, Optional.empty()));
  }

  /** Reads a version; another owner's session is none. */
  VersionedSession read(Version version) {
    Optional<Session> session = version.text().flatMap(this::session);
    if (version.text().isPresent() && session.isEmpty()) {
      warn();
    }
    return new VersionedSession(version.number(), version.text().isPresent(), session);
  }

  private Optional<Session> session(String text) {
    try {
      return Optional.ofNullable(parsed(text))
          .filter(stored -> owner.equals(stored.owner()))
          .flatMap(StoredSession::session);
    } catch (JsonbException | JsonException e) {
      return Optional.empty();
    }
  }

  private static @Nullable StoredSession parsed(String text) {
    return JSON.fromJson(text, StoredSession.class);
  }

  /** Once, and without the text: what is there is replaced. */
  private void warn() {
    if (!warned) {
      warned = true;
      LOG.log(Level.WARNING, "what the instances share is no session of {0}", owner);
    }
  }
}
