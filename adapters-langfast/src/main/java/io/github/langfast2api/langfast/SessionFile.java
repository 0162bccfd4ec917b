package io.github.langfast2api.langfast;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session store in a JSON file: an {@link OwnerOnlyFile}. */
final class SessionFile implements SessionStore {

  private static final Logger LOG = System.getLogger(SessionFile.class.getName());

  /** Made by who first reads or writes a session, and not on the way to the first request. */
  private static final class Binding {
    static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withFormatting(true));
  }

  private final Path file;
  private final OwnerOnlyFile content;
  private final String owner;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean warned;

  /** The store that these settings ask for. */
  static SessionStore of(LangFastSettings settings) {
    return settings
        .session()
        .file()
        .<SessionStore>map(file -> new SessionFile(file, settings.sessionOwner()))
        .orElseGet(SessionStore::none);
  }

  /**
   * @param owner identifies the credentials and their upstream
   */
  SessionFile(Path file, String owner) {
    this.file = file;
    this.content = new OwnerOnlyFile(file);
    this.owner = owner;
  }

  @Override
  public Optional<Session> load() {
    return locked(() -> read().flatMap(StoredSession::session));
  }

  @Override
  public Optional<Prompts.Prompt> loadPrompt() {
    return locked(() -> read().flatMap(StoredSession::prompt));
  }

  @Override
  public void save(Session session) {
    lock.lock();
    try {
      write(session, loadPrompt().filter(prompt -> prompt.userId().equals(session.userId())));
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock, so that a session that is saved meanwhile is not overwritten. */
  @Override
  public void savePrompt(Prompts.Prompt prompt) {
    lock.lock();
    try {
      load()
          .filter(session -> session.userId().equals(prompt.userId()))
          .ifPresent(session -> write(session, Optional.of(prompt)));
    } finally {
      lock.unlock();
    }
  }

  /** The file's content, if it is that of these credentials. */
  private Optional<StoredSession> read() {
    try {
      Optional<StoredSession> stored =
          content
              .read()
              .filter(text -> !text.isBlank())
              .flatMap(text -> Optional.ofNullable(parsed(text)));
      stored.filter(found -> found.session().isEmpty()).ifPresent(found -> warnThatNoneIsHeld());
      return stored.filter(found -> owner.equals(found.owner()));
    } catch (JsonbException e) {
      warnThatNoneIsHeld();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} cannot be read: {1}", file, e.toString());
    }
    return Optional.empty();
  }

  private static @Nullable StoredSession parsed(String text) {
    return Binding.JSON.fromJson(text, StoredSession.class);
  }

  /** Once: it is read several times before it is replaced. */
  private void warnThatNoneIsHeld() {
    if (!warned) {
      warned = true;
      LOG.log(Level.WARNING, "{0} holds no session and is ignored", file);
    }
  }

  private void write(Session session, Optional<Prompts.Prompt> prompt) {
    try {
      content.replace(Binding.JSON.toJson(StoredSession.of(owner, session, prompt)));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the session cannot be kept in {0}: {1}", file, e.toString());
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
