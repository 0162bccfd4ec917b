package io.github.langfast2api.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Reads the records of a journal, each with its length before it. After bytes that are no record it
 * looks for the next whole one, so that damage costs what it hit. For one thread.
 */
final class JournalReader {

  private static final int WINDOW_BYTES = 1 << 16;

  private final FileChannel channel;
  private final long end;
  private long damagedBytes;

  /** What is done with the records that are read. */
  interface Replay {
    void apply(ResponseRecord record) throws DamagedFileException;
  }

  /**
   * @param end how much of the file is read
   */
  JournalReader(FileChannel channel, long end) {
    this.channel = channel;
    this.end = end;
  }

  /**
   * Reads all whole records in order.
   *
   * @return where a last record begins that is incomplete, or else the end
   * @throws DamagedFileException if {@code replay} does
   */
  long replay(long from, Replay replay) throws IOException, DamagedFileException {
    long position = from;
    while (position < end) {
      Optional<ResponseRecord> record = framed(position);
      long next =
          record.isPresent()
              ? position + Integer.BYTES + record.get().bytes().length
              : nextRecord(position + 1);
      if (record.isEmpty()) {
        // Whole if nothing but its length is damaged.
        record = record(position + Integer.BYTES, next - position - Integer.BYTES);
        if (record.isEmpty() && next == end && isIncomplete(position)) {
          return position;
        }
        damagedBytes += record.isPresent() ? Integer.BYTES : next - position;
      }
      if (record.isPresent()) {
        replay.apply(record.get());
      }
      position = next;
    }
    return end;
  }

  /** The bytes that are no record, without those of an incomplete last one. */
  long damagedBytes() {
    return damagedBytes;
  }

  private Optional<ResponseRecord> framed(long position) throws IOException {
    return position + Integer.BYTES > end
        ? Optional.empty()
        : record(position + Integer.BYTES, length(position));
  }

  private Optional<ResponseRecord> record(long position, long length) throws IOException {
    if (length < ResponseRecord.MIN_BYTES || length > end - position) {
      return Optional.empty();
    }
    byte[] bytes = read(position, (int) length).array();
    try {
      return Optional.of(new ResponseRecord(bytes));
    } catch (DamagedFileException e) {
      return Optional.empty();
    }
  }

  /** Where the next whole record begins, its length included, or the end. */
  private long nextRecord(long from) throws IOException {
    int least = Integer.BYTES + ResponseRecord.MIN_BYTES;
    for (long window = from; window + least <= end; window += WINDOW_BYTES) {
      ByteBuffer bytes = read(window, (int) Math.min(WINDOW_BYTES + least, end - window));
      for (int i = 0; i < WINDOW_BYTES && i + least <= bytes.limit(); i++) {
        long position = window + i;
        int length = bytes.getInt(i);
        if (ResponseRecord.mayBegin(bytes, i + Integer.BYTES, length)
            && record(position + Integer.BYTES, length).isPresent()) {
          return position;
        }
      }
    }
    return end;
  }

  /**
   * Whether the file ends within the record that begins here. Zeros alone are room that was given
   * to the file, and nothing written to it before the machine stopped.
   */
  private boolean isIncomplete(long position) throws IOException {
    if (position + Integer.BYTES > end) {
      return true;
    }
    long left = end - position - Integer.BYTES;
    int length = length(position);
    boolean begins =
        left < ResponseRecord.MIN_BYTES
            || ResponseRecord.mayBegin(
                read(position + Integer.BYTES, ResponseRecord.MIN_BYTES), 0, length);
    return (length > left && begins) || isZero(position);
  }

  private boolean isZero(long from) throws IOException {
    for (long window = from; window < end; window += WINDOW_BYTES) {
      ByteBuffer bytes = read(window, (int) Math.min(WINDOW_BYTES, end - window));
      while (bytes.hasRemaining()) {
        if (bytes.get() != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private int length(long position) throws IOException {
    return read(position, Integer.BYTES).getInt();
  }

  private ByteBuffer read(long position, int length) throws IOException {
    return read(channel, position, length);
  }

  /** Reads so many bytes of a file, which has them. */
  static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("a journal ends before it should");
      }
    }
    return bytes.flip();
  }
}
