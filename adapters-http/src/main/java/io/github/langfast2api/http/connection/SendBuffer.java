package io.github.langfast2api.http.connection;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;

/**
 * The kernel's send buffer of a client's connection (socket(7), {@code SO_SNDBUF}): knows what is
 * certain to fit into it, so that a write does not block though the client reads nothing.
 *
 * <p>The kernel does not tell how much of it is free. So all that was ever written counts as if it
 * were still there, and what fits becomes less until nothing does: enough for some hundred events
 * of a connection. Linux alone is known to count as it is assumed here; elsewhere nothing fits.
 *
 * <p>For one thread at a time.
 */
public final class SendBuffer {

  /** What is asked for; by default Linux grants 208 KiB of it: {@code net.core.wmem_max}. */
  private static final int WANTED_BYTES = 512 * 1024;

  /** Linux makes it twice as large as it says, for what it keeps bytes in. */
  private static final int LINUX_FACTOR = 2;

  /** What Linux keeps the bytes of a write in, at most, for each 16 KB of them. */
  private static final int BOOKKEEPING_BYTES = 1536;

  private static final int BOOKKEPT_BYTES = 16 * 1024;

  private static final boolean LINUX = System.getProperty("os.name").equals("Linux");

  private final Socket socket;
  private long used;
  private long size;

  SendBuffer(Socket socket) {
    this.socket = socket;
  }

  /**
   * The buffer of the connection that the calling thread serves; empty if there is none, or if it
   * is encrypted: nobody knows what TLS makes of a write.
   */
  public static Optional<SendBuffer> current() {
    return ClientConnection.current().flatMap(ClientConnection::sendBuffer);
  }

  /** Fixes the size of the buffer, which is the kernel's to choose before. */
  public void fixSize() {
    if (LINUX && size == 0) {
      try {
        socket.setSendBufferSize(WANTED_BYTES);
        size = (long) socket.getSendBufferSize() * LINUX_FACTOR;
      } catch (IOException e) {
        // It is closed, as whoever writes next is told.
      }
    }
  }

  /** Whether a write of so many bytes is certain not to block. */
  public boolean fits(int bytes) {
    return used + counted(bytes) <= size;
  }

  /** Counts a write, before it is made. */
  void count(int bytes) {
    used += counted(bytes);
  }

  private static long counted(int bytes) {
    return bytes + BOOKKEEPING_BYTES * (1L + bytes / BOOKKEPT_BYTES);
  }
}
