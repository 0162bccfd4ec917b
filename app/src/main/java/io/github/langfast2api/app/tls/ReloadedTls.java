package io.github.langfast2api.app.tls;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * TLS with a certificate chain and a key in files, which are read again when their content has
 * changed: that is checked at a handshake, at most once a second. Files that cannot be used, such
 * as the new chain beside the old key while both are being replaced, are told of once, and the pair
 * read before stays in use. Safe for any thread; a handshake never waits for another's check.
 */
public final class ReloadedTls implements Supplier<SSLContext> {

  private static final System.Logger LOG = System.getLogger(ReloadedTls.class.getName());
  private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private final Path chainFile;
  private final Path keyFile;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile SSLContext context;
  private Pair read;
  private String lastWarning = "";
  private long lastCheckNanos;

  /** The content of both files. */
  private record Pair(String chain, String key) {}

  /**
   * Reads the files.
   *
   * @param nanoTime {@link System#nanoTime}
   * @throws TlsException if TLS cannot be served with them
   */
  public ReloadedTls(Path chainFile, Path keyFile, LongSupplier nanoTime) throws TlsException {
    this.chainFile = chainFile;
    this.keyFile = keyFile;
    this.nanoTime = nanoTime;
    this.read = content();
    this.context = context(read);
    this.lastCheckNanos = nanoTime.getAsLong();
  }

  /** The context for a handshake. */
  @Override
  public SSLContext get() {
    if (lock.tryLock()) {
      try {
        long now = nanoTime.getAsLong();
        if (now - lastCheckNanos >= CHECK_INTERVAL_NANOS) {
          lastCheckNanos = now;
          readIfChanged();
        }
      } finally {
        lock.unlock();
      }
    }
    return context;
  }

  private void readIfChanged() {
    try {
      Pair now = content();
      if (!now.equals(read)) {
        read = now;
        context = context(now);
        LOG.log(INFO, "the certificate in {0} has changed and is in use", chainFile);
      }
      lastWarning = "";
    } catch (TlsException e) {
      String warning = String.valueOf(e.getMessage());
      if (!warning.equals(lastWarning)) {
        LOG.log(WARNING, "{0} The certificate that was known stays in use.", warning);
      }
      lastWarning = warning;
    }
  }

  private SSLContext context(Pair pair) throws TlsException {
    try {
      return CertifiedKey.of(pair.chain, pair.key).context();
    } catch (TlsException e) {
      throw new TlsException(
          "TLS cannot be served with \"%s\" and \"%s\". %s"
              .formatted(chainFile, keyFile, e.getMessage()),
          e);
    }
  }

  private Pair content() throws TlsException {
    return new Pair(content(chainFile), content(keyFile));
  }

  private static String content(Path file) throws TlsException {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new TlsException("\"%s\" cannot be read, for TLS.".formatted(file), e);
    }
  }
}
