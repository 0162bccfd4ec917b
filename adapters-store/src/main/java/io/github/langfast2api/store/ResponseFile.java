package io.github.langfast2api.store;

import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.StoreLimits;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An open file of responses: a journal, to which each change goes first, and the database, which
 * commits when the journal is full. A commit for each response would be ten times the writing, and
 * thousands of small chunks to read at the next start. For one thread.
 *
 * <p>After a {@link NoRoomException} the file can be used as before; after any other failure, also
 * one of the database's own, it must be closed.
 */
final class ResponseFile {

  private static final Logger LOG = System.getLogger(ResponseFile.class.getName());

  /** Records are found in the order of their age: milliseconds, then a number. */
  private static final int NUMBER_BITS = 20;

  /** So that one who stores something does not wait for thousands that were over age. */
  private static final int EXPIRED_A_PUT = 100;

  private static final String BYTES = "bytes";

  private final StoreFiles files;
  private final String name;
  private final StoreLimits limits;
  private final Database database;
  private final Journal journal;
  private long bytes;
  private long evictions;

  /** Opens the files, which exist, and does again what the journal has. */
  ResponseFile(StoreFiles files, StoreLimits limits)
      throws IOException, DamagedFileException, UnusableFileException {
    this.files = files;
    this.name = files.databaseName();
    this.limits = limits;
    this.database = new Database(name);
    boolean opened = false;
    try {
      bytes = database.total(BYTES);
      journal = new Journal(files.journalName(), database.commits());
      replay();
      evictions = 0;
      opened = true;
    } finally {
      if (!opened) {
        database.abandon();
      }
    }
  }

  private void replay() throws IOException, DamagedFileException, UnusableFileException {
    boolean replayed = false;
    try {
      long damagedBytes = journal.replay(this::apply);
      if (damagedBytes > 0) {
        leaveDamageOut(damagedBytes);
      }
      replayed = true;
    } catch (RuntimeException e) {
      throw Database.failure(name, e);
    } finally {
      if (!replayed) {
        journal.close();
      }
    }
  }

  /** What is whole is on the disk, and the journal set aside, before the damaged one is emptied. */
  private void leaveDamageOut(long damagedBytes) throws IOException, UnusableFileException {
    Path aside = files.copyJournalAside();
    commit();
    LOG.log(
        Level.WARNING,
        "{0} bytes of {1} are damaged: it is set aside as {2}, and what is whole in it is kept",
        damagedBytes,
        files.journalName(),
        aside.getFileName());
  }

  private void apply(ResponseRecord record) throws DamagedFileException {
    boolean unused = remove(record.key());
    if (!record.isDeletion()) {
      makeRoom(record.textBytes());
      add(record);
    }
  }

  long responses() {
    return database.ages.sizeAsLong();
  }

  long bytes() {
    return bytes;
  }

  long evictions() {
    return evictions;
  }

  /** Keeps a response, which is given as the bytes of its record. */
  void put(byte[] record, Instant now) throws IOException, DamagedFileException {
    commitIfDue();
    boolean unused = removeExpired(now, EXPIRED_A_PUT);
    journal.append(record);
    apply(new ResponseRecord(record));
  }

  Optional<ResponseRecord> find(ResponseKey key, Instant now) throws DamagedFileException {
    Long age = database.ages.get(mapKey(key));
    if (age == null || isExpired(age, now)) {
      return Optional.empty();
    }
    ResponseRecord record = record(age);
    if (!record.key().equals(key)) {
      throw new DamagedFileException(name + " mistakes one response for another");
    }
    return Optional.of(record);
  }

  boolean delete(ResponseKey key, Instant now) throws IOException, DamagedFileException {
    Long age = database.ages.get(mapKey(key));
    if (age == null || isExpired(age, now)) {
      return false;
    }
    commitIfDue();
    journal.append(ResponseRecord.deletion(key));
    return remove(key);
  }

  /** Removes the oldest that are over age, at most so many; returns whether there are more. */
  boolean removeExpired(Instant now, int most) throws DamagedFileException {
    for (int i = 0; i < most; i++) {
      Long oldest = database.records.firstKey();
      if (oldest == null || !isExpired(oldest, now)) {
        return false;
      }
      removeOldest();
    }
    return true;
  }

  private void commitIfDue() throws IOException {
    if (journal.isCommitDue()) {
      commit();
    }
  }

  /**
   * Forces everything to the disk, empties the journal, and wins back space, if anything changed.
   */
  void commit() throws IOException {
    if (journal.isEmpty() && bytes == database.total(BYTES)) {
      return;
    }
    database.commit(BYTES, bytes);
    journal.reset(database.commits());
    database.compact();
  }

  /** Commits and closes. */
  void close() throws IOException {
    commit();
    journal.close();
    database.close();
  }

  /** Closes the files as they are. What the journal has is done again when they are opened. */
  void abandon() throws IOException {
    try {
      journal.close();
    } finally {
      database.abandon();
    }
  }

  private void add(ResponseRecord record) {
    long age = nextAge(record.createdAtMillis());
    database.records.put(age, record.bytes());
    database.ages.put(mapKey(record.key()), age);
    bytes += record.textBytes();
  }

  private long nextAge(long createdAtMillis) {
    long first = createdAtMillis << NUMBER_BITS;
    Long last = database.records.lowerKey((createdAtMillis + 1) << NUMBER_BITS);
    return last == null || last < first ? first : last + 1;
  }

  private void makeRoom(long more) throws DamagedFileException {
    while (responses() > 0
        && (responses() >= limits.maxResponses() || bytes + more > limits.maxBytes())) {
      removeOldest();
      evictions++;
    }
  }

  private void removeOldest() throws DamagedFileException {
    Long oldest = database.records.firstKey();
    if (oldest == null || !remove(record(oldest).key())) {
      throw new DamagedFileException(name + " has a response without a key");
    }
  }

  private boolean remove(ResponseKey key) throws DamagedFileException {
    Long age = database.ages.get(mapKey(key));
    if (age == null) {
      return false;
    }
    bytes -= record(age).textBytes();
    Long unusedAge = database.ages.remove(mapKey(key));
    byte[] unusedRecord = database.records.remove(age);
    return true;
  }

  private ResponseRecord record(long age) throws DamagedFileException {
    byte[] record = database.records.get(age);
    if (record == null) {
      throw new DamagedFileException(name + " lacks a response that it should have");
    }
    return new ResponseRecord(record);
  }

  private boolean isExpired(long age, Instant now) {
    return age >> NUMBER_BITS <= now.minus(limits.maxAge()).toEpochMilli();
  }

  /** The length of the owner keeps two keys apart whose texts are the same together. */
  private static String mapKey(ResponseKey key) {
    return key.owner().length() + ":" + key.owner() + key.id();
  }
}
