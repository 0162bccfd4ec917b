package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.Utf8File;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.Keyring;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The API keys in a file, which is read again when it has been modified: that is checked when a key
 * is looked up, at most once a second. A file that has become invalid is ignored, and the keys read
 * before stay valid. Safe for use by any thread; a thread never waits for another to read the file.
 */
final class KeysFile implements Keyring {

  private static final System.Logger LOG = System.getLogger(KeysFile.class.getName());
  private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path file;
  private final Keyring otherKeys;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Keyring keys;
  private String content;
  private long lastCheckNanos;

  /**
   * Reads the file.
   *
   * @param otherKeys keys that are valid as well
   * @throws ConfigurationException if the file cannot be read
   */
  KeysFile(Path file, Keyring otherKeys, LongSupplier nanoTime) {
    this.file = file;
    this.otherKeys = otherKeys;
    this.nanoTime = nanoTime;
    this.content = content();
    this.keys = KeysFileReader.read(KeysFileReader.source(file), content);
    this.lastCheckNanos = nanoTime.getAsLong();
  }

  /** Never: where a keys file is set, a key is required, even if the file has none. */
  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public Optional<ApiClient> find(String key) {
    checkIfDue();
    // Both are asked, so that the time taken does not tell where a key was found.
    Optional<ApiClient> client = keys.find(key);
    Optional<ApiClient> other = otherKeys.find(key);
    return client.or(() -> other);
  }

  private void checkIfDue() {
    if (!lock.tryLock()) {
      return;
    }
    try {
      long now = nanoTime.getAsLong();
      if (now - lastCheckNanos >= CHECK_INTERVAL_NANOS) {
        lastCheckNanos = now;
        readIfModified();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Compares contents: a file can change and keep its time stamp, as those in archives do. */
  private void readIfModified() {
    try {
      String now = content();
      if (!now.equals(content)) {
        content = now;
        keys = KeysFileReader.read(KeysFileReader.source(file), now);
        LOG.log(INFO, "the keys in {0} have changed and are in use", file);
      }
    } catch (ConfigurationException e) {
      LOG.log(WARNING, "{0} The keys that were known stay in use.", e.getMessage());
    }
  }

  private String content() {
    try {
      return Utf8File.read(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          KeysFileReader.source(file) + ": it cannot be read as UTF-8 text.", e);
    }
  }
}
