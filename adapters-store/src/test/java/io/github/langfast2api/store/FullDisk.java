package io.github.langfast2api.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk with as much room as a test leaves. What does not fit is written up to there, as disks do.
 * The database makes instances of its own, so the room is that of the class.
 */
public final class FullDisk extends FilePathWrapper {

  static final String SCHEME = "full";

  private static final AtomicLong ROOM_BYTES = new AtomicLong(Long.MAX_VALUE);

  /** Leaves room for so many bytes. */
  static void leave(long bytes) {
    ROOM_BYTES.set(bytes);
  }

  static void clear() {
    leave(Long.MAX_VALUE);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(super.open(mode));
  }

  private static final class Channel extends FileBaseDefault {

    private final FileChannel disk;

    Channel(FileChannel disk) {
      this.disk = disk;
    }

    @Override
    public synchronized int write(ByteBuffer bytes, long position) throws IOException {
      int length = bytes.remaining();
      long room = ROOM_BYTES.getAndUpdate(left -> Math.max(0, left - length));
      if (room >= length) {
        return disk.write(bytes, position);
      }
      disk.write(bytes.slice(bytes.position(), (int) room), position);
      throw new IOException("No space left on device");
    }

    @Override
    public synchronized int read(ByteBuffer bytes, long position) throws IOException {
      return disk.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return disk.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      disk.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      disk.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return disk.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      disk.close();
    }
  }
}
