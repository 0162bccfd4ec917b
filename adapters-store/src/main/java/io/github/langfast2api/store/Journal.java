package io.github.langfast2api.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;

/**
 * The journal before the database: what was kept or deleted since the database's last commit. Each
 * record is handed to the operating system before its request is answered, so it outlives this
 * process; it is not forced to the disk. A header says format and commit, then each record has its
 * length before it. For one thread.
 */
final class Journal implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Journal.class.getName());

  /** With so many bytes in the journal the database is due to commit. */
  private static final long COMMIT_BYTES = 4 << 20;

  private static final int MAGIC = 0x4c46524a;
  private static final int FORMAT = 1;
  private static final int HEADER_BYTES = 2 * Integer.BYTES + Long.BYTES;

  private final String name;
  private final FileChannel channel;
  private long end;

  /**
   * Opens a journal, which may be empty.
   *
   * @param name as {@link FilePath} knows it
   * @param databaseCommit the last commit of the database
   */
  Journal(String name, long databaseCommit)
      throws IOException, DamagedFileException, UnusableFileException {
    this.name = name;
    this.channel = FilePath.get(name).open("rw");
    try {
      end = channel.size();
      if (end < HEADER_BYTES) {
        reset(databaseCommit);
      } else {
        readHeader(databaseCommit);
      }
    } catch (IOException | DamagedFileException | UnusableFileException e) {
      channel.close();
      throw e;
    }
  }

  private void readHeader(long databaseCommit)
      throws IOException, DamagedFileException, UnusableFileException {
    ByteBuffer header = JournalReader.read(channel, 0, HEADER_BYTES);
    if (header.getInt() != MAGIC) {
      throw new DamagedFileException(name + " is no journal of responses");
    }
    if (header.getInt() != FORMAT) {
      throw new UnusableFileException(name + " was written by a newer version");
    }
    if (header.getLong() > databaseCommit) {
      throw new DamagedFileException("the database is older than its journal");
    }
  }

  /**
   * Reads all whole records in order. An incomplete last one, which its process did not live to
   * promise to anybody, is cut off. Any other damage stays as it is until {@link #reset}.
   *
   * @return the bytes that are damaged
   * @throws DamagedFileException if {@code replay} does
   */
  long replay(JournalReader.Replay replay) throws IOException, DamagedFileException {
    JournalReader reader = new JournalReader(channel, end);
    long whole = reader.replay(HEADER_BYTES, replay);
    if (reader.damagedBytes() == 0 && whole < end) {
      LOG.log(
          Level.WARNING,
          "the last {0} bytes of {1} are no whole record, and are left out",
          end - whole,
          name);
      channel.truncate(whole);
      end = whole;
    }
    return reader.damagedBytes();
  }

  boolean isEmpty() {
    return end == HEADER_BYTES;
  }

  boolean isCommitDue() {
    return end >= COMMIT_BYTES;
  }

  /**
   * Adds a record.
   *
   * @throws NoRoomException if it could not be written, and the journal is as it was before
   * @throws IOException if it is not known how the journal is
   */
  void append(byte[] record) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(0, record.length);
    try {
      end = write(ByteBuffer.wrap(record), write(length, end));
    } catch (IOException e) {
      channel.truncate(end);
      throw new NoRoomException(e);
    }
  }

  /** Empties the journal, since the database has this commit on the disk. */
  void reset(long databaseCommit) throws IOException {
    channel.truncate(0);
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(MAGIC).putInt(FORMAT).putLong(databaseCommit).flip();
    end = write(header, 0);
  }

  private long write(ByteBuffer bytes, long position) throws IOException {
    long next = position;
    while (bytes.hasRemaining()) {
      next += channel.write(bytes, next);
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
