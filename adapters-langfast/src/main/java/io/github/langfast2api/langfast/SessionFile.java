package io.github.langfast2api.langfast;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The session in a file that its owner alone can read. A new one takes the old one's place at once:
 * whoever reads finds one or the other, whenever the power fails.
 */
final class SessionFile implements SessionStore {

  private static final Logger LOG = System.getLogger(SessionFile.class.getName());

  private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withFormatting(true));

  private final Path file;
  private final String owner;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * What stands in the file.
   *
   * @param owner whose session it is: that of other credentials is of no use
   */
  public record Content(
      @Nullable String owner,
      @Nullable String accessToken,
      @Nullable String refreshToken,
      @Nullable String userId,
      @Nullable String issuedAt,
      @Nullable String expiresAt,
      @Nullable String promptId) {

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Content[" + owner + ", " + userId + " until " + expiresAt + "]";
    }
  }

  /** Where these settings want the session kept. */
  static SessionStore of(LangFastSettings settings) {
    return settings
        .sessionFile()
        .<SessionStore>map(
            file -> new SessionFile(file, settings.supabase() + " " + settings.credentials().id()))
        .orElseGet(SessionStore::none);
  }

  /**
   * @param owner tells the credentials apart, and their upstream
   */
  SessionFile(Path file, String owner) {
    this.file = file;
    this.owner = owner;
  }

  @Override
  public Optional<Session> load() {
    return read().flatMap(SessionFile::session);
  }

  @Override
  public Optional<Prompts.Prompt> loadPrompt() {
    return read().flatMap(SessionFile::prompt);
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

  /** Under the lock, since a session that is saved meanwhile must not be lost. */
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

  /** What stands in the file, if it is these credentials'. */
  private Optional<Content> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.fromJson(Files.readString(file), Content.class))
          .filter(content -> owner.equals(content.owner()));
    } catch (JsonbException e) {
      LOG.log(Level.WARNING, "{0} holds no session and is passed over", file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} cannot be read: {1}", file, e.toString());
    }
    return Optional.empty();
  }

  private void write(Session session, Optional<Prompts.Prompt> prompt) {
    try {
      new OwnerOnlyFile(file).replace(JSON.toJson(content(session, prompt)));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the session cannot be kept in {0}: {1}", file, e.toString());
    }
  }

  private Content content(Session session, Optional<Prompts.Prompt> prompt) {
    return new Content(
        owner,
        session.accessToken(),
        session.refreshToken(),
        session.userId(),
        session.issuedAt().toString(),
        session.expiresAt().toString(),
        prompt.map(Prompts.Prompt::id).orElse(null));
  }

  private static Optional<Session> session(Content content) {
    if (content.accessToken() == null
        || content.refreshToken() == null
        || content.userId() == null
        || content.issuedAt() == null
        || content.expiresAt() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Session(
              content.accessToken(),
              content.refreshToken(),
              content.userId(),
              Instant.parse(content.issuedAt()),
              Instant.parse(content.expiresAt())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Prompts.Prompt> prompt(Content content) {
    return content.promptId() == null || content.userId() == null
        ? Optional.empty()
        : Optional.of(new Prompts.Prompt(content.promptId(), content.userId()));
  }
}
