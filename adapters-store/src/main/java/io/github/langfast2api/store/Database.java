package io.github.langfast2api.store;

import java.io.EOFException;
import java.io.IOException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * An MVStore file with the maps of a response store, set up so that it has no threads of its own,
 * little memory, and commits only where it is told to.
 */
final class Database {

  private static final int FORMAT = 1;
  private static final int CACHE_MEGABYTES = 4;
  private static final int PAGE_BYTES = 4096;

  /** Space is won back when less than this much of the file is in use. */
  private static final int FILL_PERCENT = 70;

  private static final int COMPACTED_BYTES = 8 << 20;
  private static final String COMMITS = "commits";

  private final MVStore store;
  private final MVMap<String, Long> totals;

  /** The records by age, see {@link Ages}. */
  final MVMap<Long, byte[]> records;

  /** The ages by owner and id. */
  final MVMap<String, Long> ages;

  Database(String name) throws IOException, DamagedFileException, UnusableFileException {
    try {
      store =
          new MVStore.Builder()
              .fileName(name)
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .autoCompactFillRate(0)
              .cacheSize(CACHE_MEGABYTES)
              .cacheConcurrency(1)
              .pageSplitSize(PAGE_BYTES)
              .open();
    } catch (RuntimeException e) {
      throw failure(name, e);
    }
    try {
      requireFormat(name);
      store.setVersionsToKeep(0);
      // Space that a commit gave up may be used at once: each commit is on the disk before the
      // next.
      store.setRetentionTime(0);
      records =
          store.openMap(
              "records",
              new MVMap.Builder<Long, byte[]>()
                  .keyType(LongDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE));
      ages = openMap("ages");
      totals = openMap("totals");
    } catch (RuntimeException e) {
      store.closeImmediately();
      throw failure(name, e);
    } catch (UnusableFileException e) {
      store.closeImmediately();
      throw e;
    }
  }

  private MVMap<String, Long> openMap(String map) {
    return store.openMap(
        map,
        new MVMap.Builder<String, Long>()
            .keyType(StringDataType.INSTANCE)
            .valueType(LongDataType.INSTANCE));
  }

  private void requireFormat(String name) throws UnusableFileException {
    if (store.getStoreVersion() > FORMAT) {
      throw new UnusableFileException(name + " was written by a newer version");
    }
    if (store.getStoreVersion() < FORMAT) {
      store.setStoreVersion(FORMAT);
    }
  }

  /**
   * What a failure of the database comes to.
   *
   * @throws IOException if the disk failed
   * @throws UnusableFileException if the file is in use, or of a newer format
   */
  static DamagedFileException failure(String name, RuntimeException e)
      throws IOException, UnusableFileException {
    if (!(e instanceof MVStoreException failure)) {
      return new DamagedFileException(name + " cannot be read", e);
    }
    return switch (failure.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          throw new UnusableFileException(name + " is in use by another process", e);
      case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          throw new UnusableFileException(name + " was written by a newer version", e);
      case DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_CLOSED ->
          throw new IOException(root(e).getMessage(), e);
      case DataUtils.ERROR_READING_FAILED -> {
        if (root(e) instanceof EOFException) {
          yield new DamagedFileException(name + " is cut off", e);
        }
        throw new IOException(root(e).getMessage(), e);
      }
      default -> new DamagedFileException(name + " cannot be read", e);
    };
  }

  /** The innermost cause, such as that there is no space left: the database adds much around it. */
  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  long total(String name) {
    return totals.getOrDefault(name, 0L);
  }

  long commits() {
    return total(COMMITS);
  }

  /** Commits all changes with this total; when it returns they are on the disk. */
  void commit(String name, long total) {
    totals.put(name, total);
    totals.put(COMMITS, commits() + 1);
    store.commit();
    store.sync();
  }

  /** Wins back some of the space that is not in use any more. */
  void compact() {
    if (store.compact(FILL_PERCENT, COMPACTED_BYTES)) {
      store.sync();
    }
  }

  /** Closes the file after a commit, so that it need not be searched for the last one. */
  void close() {
    store.close(0);
  }

  /** Closes the file as it is. */
  void abandon() {
    store.closeImmediately();
  }
}
