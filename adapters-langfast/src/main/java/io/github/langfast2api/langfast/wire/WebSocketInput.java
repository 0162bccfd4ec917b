package io.github.langfast2api.langfast.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.util.Arrays;

/**
 * The bytes that come on an upgraded connection, in one buffer that is used again and again: each
 * event holds the whole answer so far, so a buffer for each would cost far more than the answer.
 *
 * <p>The buffer grows to the longest frame that came and stays.
 */
public final class WebSocketInput {

  private static final int INITIAL = 16 << 10;

  private final Source source;
  private byte[] bytes = new byte[INITIAL];
  private int at;
  private int end;
  private volatile long lastRead = System.nanoTime();

  /** Where bytes come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Waits for bytes and puts them here.
     *
     * @return how many came; negative at the end
     */
    int read(byte[] into, int from, int length);
  }

  public WebSocketInput(Source source) {
    this.source = source;
  }

  /** What comes on a connection, from what its reader holds already. */
  static WebSocketInput of(ClientConnection connection) {
    WebSocketInput input = new WebSocketInput(new SocketSource(connection.helidonSocket()));
    DataReader read = connection.reader();
    int ahead = read.available();
    if (ahead > 0) {
      input.put(read.readBytes(ahead));
    }
    return input;
  }

  /** Waits for the next byte, as a number from 0 to 255. */
  int octet() {
    await(1);
    return bytes[at++] & 0xFF;
  }

  /**
   * Waits for this many bytes.
   *
   * @return the bytes, good until the next call of any method
   */
  Utf8Slice take(int count) {
    await(count);
    at += count;
    return new Utf8Slice(bytes, at - count, at);
  }

  /** When bytes came last, by {@link System#nanoTime}. For any thread. */
  long lastRead() {
    return lastRead;
  }

  private void await(int count) {
    if (end - at >= count) {
      return;
    }
    makeRoom(count);
    while (end - at < count) {
      int read = source.read(bytes, end, bytes.length - end);
      if (read < 0) {
        throw new WebSocketClosedException(
            WebSocketClosedException.ABNORMAL, "the connection ended without a close frame");
      }
      lastRead = System.nanoTime();
      end += read;
    }
  }

  private void makeRoom(int count) {
    byte[] target = count <= bytes.length ? bytes : new byte[Math.max(count, grown())];
    System.arraycopy(bytes, at, target, 0, end - at);
    end -= at;
    at = 0;
    bytes = target;
  }

  private int grown() {
    return (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L);
  }

  private void put(byte[] ahead) {
    bytes = ahead.length > bytes.length ? Arrays.copyOf(ahead, ahead.length * 2) : bytes;
    System.arraycopy(ahead, 0, bytes, 0, ahead.length);
    end = ahead.length;
  }

  /**
   * Reads past Helidon's reader, which makes an array of all that it reads. Should a later Helidon
   * have no such method any more, its socket's {@code get()} does the same, with that array.
   */
  private static final class SocketSource implements Source {

    private static final int CHUNK = 64 << 10;

    private final HelidonSocket socket;
    private final byte[] chunk = new byte[CHUNK];
    private final BufferData buffer = BufferData.create(chunk);
    private int chunkAt;
    private int chunkEnd;

    SocketSource(HelidonSocket socket) {
      this.socket = socket;
    }

    @Override
    @SuppressWarnings("removal")
    public int read(byte[] into, int from, int length) {
      if (chunkAt == chunkEnd) {
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
