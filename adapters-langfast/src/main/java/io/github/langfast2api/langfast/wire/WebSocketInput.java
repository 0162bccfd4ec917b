package io.github.langfast2api.langfast.wire;

import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.util.Arrays;

/**
 * The bytes received on an upgraded connection, in one buffer that is reused: messages can be large
 * and many, and an array for each would be garbage at once. The buffer grows to the longest frame
 * received and keeps that size, up to a megabyte. Memory for longer ones is reserved, and given
 * back after them. For one reading thread.
 */
final class WebSocketInput {

  private static final int INITIAL_BUFFER_BYTES = 16 << 10;

  /** A buffer of this size is kept. */
  private static final int KEPT_BUFFER_BYTES = 1 << 20;

  private final Source source;
  private final Reservation memory;
  private byte[] bytes = new byte[INITIAL_BUFFER_BYTES];
  private int position;
  private int end;
  private volatile long lastRead = System.nanoTime();

  /** What the reading thread does before it waits for bytes. */
  private Runnable beforeWait = () -> {};

  /** A blocking source of bytes. */
  @FunctionalInterface
  interface Source {
    /**
     * Waits for bytes and writes them to a buffer.
     *
     * @return the number of bytes; negative at the end of the stream
     */
    int read(byte[] into, int from, int length);

    /** Whether the next read does not wait. */
    default boolean isBuffered() {
      return false;
    }
  }

  WebSocketInput(Source source, Reservation memory) {
    this.source = source;
    this.memory = memory;
  }

  /** Input from a connection, beginning with what its reader has read ahead. */
  static WebSocketInput of(ClientConnection connection, Reservation memory) {
    WebSocketInput input = new WebSocketInput(new SocketSource(connection.helidonSocket()), memory);
    DataReader reader = connection.reader();
    int buffered = reader.available();
    if (buffered > 0) {
      input.prepend(reader.readBytes(buffered));
    }
    return input;
  }

  /** Has the reading thread run an action whenever it may have to wait for bytes. */
  void beforeWait(Runnable action) {
    beforeWait = action;
  }

  /** Waits for the next byte, as a number from 0 to 255. */
  int octet() {
    fill(1);
    return bytes[position++] & 0xFF;
  }

  /**
   * Waits for this many bytes.
   *
   * @return the bytes, valid until the next read
   * @throws WebSocketClosedException if there is no memory for so many
   */
  Utf8Slice read(int count) {
    fill(count);
    position += count;
    return new Utf8Slice(bytes, position - count, position);
  }

  /** When bytes were last received, by {@link System#nanoTime}. For any thread. */
  long lastRead() {
    return lastRead;
  }

  private void fill(int count) {
    if (end - position >= count) {
      return;
    }
    ensureCapacity(count);
    while (end - position < count) {
      if (!source.isBuffered()) {
        beforeWait.run();
      }
      int read = source.read(bytes, end, bytes.length - end);
      if (read < 0) {
        throw new WebSocketClosedException(
            WebSocketClosedException.ABNORMAL, "the connection ended without a close frame");
      }
      lastRead = System.nanoTime();
      end += read;
    }
  }

  private void ensureCapacity(int count) {
    byte[] target = bufferFor(Math.max(count, end - position));
    System.arraycopy(bytes, position, target, 0, end - position);
    end -= position;
    position = 0;
    bytes = target;
  }

  private byte[] bufferFor(int count) {
    if (count > KEPT_BUFFER_BYTES) {
      return count <= bytes.length ? bytes : reserved(count);
    }
    if (bytes.length > KEPT_BUFFER_BYTES) {
      byte[] small = new byte[Math.max(count, INITIAL_BUFFER_BYTES)];
      var unused = memory.resize(0);
      return small;
    }
    int doubled = Math.min(KEPT_BUFFER_BYTES, bytes.length * 2);
    return count <= bytes.length ? bytes : new byte[Math.max(count, doubled)];
  }

  private byte[] reserved(int count) {
    if (!memory.resize(count)) {
      throw new WebSocketClosedException(
          WebSocketClosedException.TOO_BIG, "no memory for " + count + " bytes");
    }
    return new byte[count];
  }

  private void prepend(byte[] ahead) {
    bytes = ahead.length > bytes.length ? Arrays.copyOf(ahead, ahead.length * 2) : bytes;
    System.arraycopy(ahead, 0, bytes, 0, ahead.length);
    end = ahead.length;
  }

  /**
   * Reads from the socket, past Helidon's reader, which allocates an array for each read. Should a
   * later Helidon remove this method, its socket's {@code get()} does the same, with that array.
   */
  private static final class SocketSource implements Source {

    private static final int CHUNK_BYTES = 64 << 10;

    private final HelidonSocket socket;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final BufferData buffer = BufferData.create(chunk);
    private int chunkAt;
    private int chunkEnd;

    SocketSource(HelidonSocket socket) {
      this.socket = socket;
    }

    @Override
    public boolean isBuffered() {
      return chunkAt < chunkEnd;
    }

    @Override
    @SuppressWarnings("removal")
    public int read(byte[] into, int from, int length) {
      if (!isBuffered()) {
        buffer.clear();
        int read = socket.read(buffer);
        if (read < 0) {
          return read;
        }
        chunkAt = 0;
        chunkEnd = read;
      }
      int count = Math.min(length, chunkEnd - chunkAt);
      System.arraycopy(chunk, chunkAt, into, from, count);
      chunkAt += count;
      return count;
    }
  }
}
