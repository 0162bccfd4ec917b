package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keys in a file that may change while the gateway runs: it is looked at again when a key is asked
 * for, at most once a second. A change that cannot be read is not made. Safe for any thread.
 */
final class KeysFile implements Keyring {

  private static final System.Logger LOG = System.getLogger(KeysFile.class.getName());
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final Keyring others;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Keyring keys;
  private FileTime changed;
  private long looked;

  /**
   * @param others keys that are valid besides
   * @throws ConfigurationException if the file cannot be read
   */
  KeysFile(Path file, Keyring others, LongSupplier nanoTime) {
    this.file = file;
    this.others = others;
    this.nanoTime = nanoTime;
    this.changed = changed();
    this.keys = KeyEntries.read(file);
    this.looked = nanoTime.getAsLong();
  }

  /** A file of keys is there to ask for keys, whatever is in it. */
  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Optional<ApiClient> find(String key) {
    look();
    Optional<ApiClient> client = keys.find(key);
    Optional<ApiClient> other = others.find(key);
    return client.or(() -> other);
  }

  private void look() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      if (nanoTime.getAsLong() - looked >= PAUSE) {
        looked = nanoTime.getAsLong();
        readIfChanged();
      }
    } finally {
      lock.unlock();
    }
  }

  private void readIfChanged() {
    try {
      FileTime now = changed();
      if (!now.equals(changed)) {
        changed = now;
        keys = KeyEntries.read(file);
        LOG.log(INFO, "the keys in {0} have changed and are in use", file);
      }
    } catch (ConfigurationException e) {
      LOG.log(WARNING, "{0} The keys that were known stay in use.", e.getMessage());
    }
  }

  private FileTime changed() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "KEYS_FILE is \"%s\": it cannot be read.".formatted(file), e);
    }
  }
}
