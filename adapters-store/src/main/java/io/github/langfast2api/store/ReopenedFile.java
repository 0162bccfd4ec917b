package io.github.langfast2api.store;

import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoreUsage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A file of responses that is opened again after a failure or when another is in its place, and set
 * aside if it is damaged. Where the disk is full, it is still read. For one thread, but for {@link
 * #usage}.
 */
final class ReopenedFile {

  private static final Logger LOG = System.getLogger(ReopenedFile.class.getName());

  private static final int EXPIRED_AT_ONCE = 1000;

  private final StoreFiles files;
  private final StoreLimits limits;
  private final Outage opening;
  private final Outage writing;
  private @Nullable ResponseFile file;
  private StoreFiles.Identity identity = StoreFiles.Identity.NONE;
  private long evictionsBefore;
  private volatile StoreUsage usage = StoreUsage.NONE;

  /** Work with an open file. */
  interface Work<T> {
    T with(ResponseFile file) throws IOException, DamagedFileException, UnusableFileException;
  }

  ReopenedFile(StoreFiles files, StoreLimits limits, LongSupplier nanoTime) {
    this.files = files;
    this.limits = limits;
    this.opening =
        new Outage(
            "responses cannot be stored or found",
            "responses are stored and found again",
            nanoTime);
    this.writing = new Outage("responses cannot be stored", "responses are stored again", nanoTime);
  }

  StoreUsage usage() {
    return usage;
  }

  Optional<ResponseRecord> find(ResponseKey key, Instant now) throws UnavailableException {
    return call(opened(), opening, opened -> opened.find(key, now));
  }

  void put(byte[] record, Instant now) throws UnavailableException {
    writing.requireRetryDue();
    boolean unused =
        write(
            opened -> {
              opened.put(record, now);
              return true;
            });
    writing.recovered();
  }

  /** Deletes a response, for which there may be room where there is none for another response. */
  boolean delete(ResponseKey key, Instant now) throws UnavailableException {
    if (!writing.isForRoom()) {
      writing.requireRetryDue();
    }
    return write(opened -> opened.delete(key, now));
  }

  /**
   * Removes what is over age, and commits. What goes wrong is told to the log alone: it is asked
   * for again.
   */
  void maintain(Instant now) {
    try {
      writing.requireRetryDue();
      boolean unused =
          write(
              opened -> {
                while (opened.removeExpired(now, EXPIRED_AT_ONCE)) {
                  opened.commit();
                }
                opened.commit();
                return true;
              });
    } catch (UnavailableException | RuntimeException e) {
      LOG.log(Level.DEBUG, "the store of responses is not maintained", e);
    }
  }

  /** Commits and closes. What cannot be committed is in the journal. */
  void close() {
    ResponseFile open = file;
    if (open == null) {
      return;
    }
    try {
      open.close();
      evictionsBefore += open.evictions();
      file = null;
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "the last commit failed", e);
      abandon();
    }
  }

  private <T> T write(Work<T> work) throws UnavailableException {
    closeIfReplaced();
    return call(opened(), writing, work);
  }

  /**
   * Closes files that are not in their place any more, since nobody would find what is written to
   * them. Of a journal alone nothing is lost: the database commits what it had.
   */
  private void closeIfReplaced() {
    if (file == null) {
      return;
    }
    try {
      StoreFiles.Identity now = files.identity();
      if (now.equals(identity)) {
        return;
      }
      LOG.log(
          Level.WARNING,
          "{0} or its journal was removed or replaced while it was open: what is there now is"
              + " opened",
          files.database());
      if (now.database().equals(identity.database())) {
        close();
      } else {
        abandon();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "it is not known whether the files of responses are in their place", e);
    }
  }

  private <T> T call(ResponseFile opened, Outage outage, Work<T> work) throws UnavailableException {
    try {
      return work.with(opened);
    } catch (NoRoomException e) {
      throw outage.failed(e);
    } catch (IOException | UnusableFileException e) {
      abandon();
      throw outage.failed(e);
    } catch (DamagedFileException e) {
      abandon();
      throw setAside(e);
    } catch (MVStoreException e) {
      abandon();
      throw classified(e, outage);
    } catch (RuntimeException | Error e) {
      abandon();
      LOG.log(Level.ERROR, "the store of responses failed, and is opened again", e);
      throw e;
    } finally {
      measure();
    }
  }

  private UnavailableException classified(MVStoreException e, Outage outage)
      throws UnavailableException {
    try {
      return setAside(Database.failure(files.databaseName(), e));
    } catch (IOException | UnusableFileException reason) {
      return outage.failed(reason);
    }
  }

  private ResponseFile opened() throws UnavailableException {
    ResponseFile open = file;
    if (open != null) {
      return open;
    }
    opening.requireRetryDue();
    try {
      open = openOrBegin();
      file = open;
      identity = files.identity();
      opening.recovered();
      measure();
      return open;
    } catch (IOException | UnusableFileException | DamagedFileException e) {
      throw opening.failed(e);
    }
  }

  private ResponseFile openOrBegin()
      throws IOException, DamagedFileException, UnusableFileException, UnavailableException {
    files.prepare();
    try {
      return new ResponseFile(files, limits);
    } catch (DamagedFileException e) {
      UnavailableException unused = setAside(e);
      files.prepare();
      return new ResponseFile(files, limits);
    }
  }

  /** Sets the files aside, so that the next call begins new ones. */
  private UnavailableException setAside(DamagedFileException damage) throws UnavailableException {
    try {
      Path aside = files.setAside();
      LOG.log(
          Level.WARNING,
          "{0} is damaged ({1}): it is set aside as {2}, and a new one is begun",
          files.database(),
          damage.getMessage(),
          aside.getFileName());
      LOG.log(Level.DEBUG, "the damage", damage);
      return new UnavailableException("damaged", damage);
    } catch (IOException | UnusableFileException e) {
      throw opening.failed(e);
    }
  }

  private void abandon() {
    ResponseFile abandoned = file;
    file = null;
    if (abandoned != null) {
      evictionsBefore += abandoned.evictions();
      try {
        abandoned.abandon();
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.DEBUG, "a file that failed cannot be closed", e);
      }
    }
  }

  private void measure() {
    ResponseFile open = file;
    if (open != null) {
      usage = new StoreUsage(open.responses(), open.bytes(), evictionsBefore + open.evictions(), 0);
    }
  }
}
