package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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
      @Nullable String expiresAt) {}

  /** Where these settings want the session kept. */
  static SessionStore of(LangFastSettings settings) {
    return settings
        .sessionFile()
        .<SessionStore>map(
            file -> new SessionFile(file, settings.supabase() + " " + settings.credentials().id()))
        .orElseGet(NoStore::new);
  }

  /** Keeps nothing. */
  private static final class NoStore implements SessionStore {
    @Override
    public Optional<Session> load() {
      return Optional.empty();
    }

    @Override
    public void save(Session session) {}
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
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return session(JSON.fromJson(Files.readString(file), Content.class));
    } catch (JsonbException | DateTimeException e) {
      LOG.log(Level.WARNING, "{0} holds no session and is passed over", file);
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} cannot be read: {1}", file, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void save(Session session) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder, ownerOnly("rwx------"));
      }
      replace(JSON.toJson(content(session)));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the session cannot be kept in {0}: {1}", file, e.toString());
    }
  }

  private void replace(String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(next, options, ownerOnly("rw-------"))) {
      ByteBuffer bytes = UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Content content(Session session) {
    return new Content(
        owner,
        session.accessToken(),
        session.refreshToken(),
        session.userId(),
        session.issuedAt().toString(),
        session.expiresAt().toString());
  }

  private Optional<Session> session(@Nullable Content content) {
    if (content == null
        || !owner.equals(content.owner())
        || content.accessToken() == null
        || content.refreshToken() == null
        || content.userId() == null
        || content.issuedAt() == null
        || content.expiresAt() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Session(
            content.accessToken(),
            content.refreshToken(),
            content.userId(),
            Instant.parse(content.issuedAt()),
            Instant.parse(content.expiresAt())));
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
