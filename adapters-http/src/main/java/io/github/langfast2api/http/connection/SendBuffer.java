package io.github.langfast2api.http.connection;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The kernel's send buffer of a client's connection (socket(7), {@code SO_SNDBUF}): knows what fits
 * into it, so that a write does not wait though the client reads nothing. It waits all the same if
 * the client asks for tiny segments, or the kernel runs out of memory for sockets: {@link
 * SharedWrites} bounds what comes of that.
 *
 * <p>The JDK does not tell how much of it is free. So all that was ever written counts as if it
 * were still there, and what fits becomes less until nothing does: enough for some hundred events
 * of a connection. Linux alone is known to count as it is assumed here; elsewhere nothing fits.
 *
 * <p>For one thread at a time.
 */
public final class SendBuffer {

  /** What is asked for; by default Linux grants 208 KiB of it: {@code net.core.wmem_max}. */
  private static final int WANTED_BYTES = 512 * 1024;

  /** Linux makes it so many times as large as the JDK says, for what it keeps bytes in. */
  private static final int LINUX_SIZE_FACTOR = 2;

  /** What Linux keeps a segment in. */
  private static final int BOOKKEEPING_BYTES = 1536;

  /** Segments that are full have more, unless the client asks for tiny ones. */
  private static final int MIN_SEGMENT_BYTES = 512;

  /** What may wait in it without having been sent, tcp(7): without a limit where it is large. */
  private static final Path LINUX_MAX_UNSENT = Path.of("/proc/sys/net/ipv4/tcp_notsent_lowat");

  private static final boolean IS_COUNTED = maxUnsentBytes() > WANTED_BYTES * LINUX_SIZE_FACTOR;

  private final Socket socket;
  private final SharedWrites sharedWrites;
  private long used;
  private long size;

  SendBuffer(Socket socket, SharedWrites sharedWrites) {
    this.socket = socket;
    this.sharedWrites = sharedWrites;
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
    if (IS_COUNTED && size == 0) {
      try {
        socket.setSendBufferSize(WANTED_BYTES);
        size = (long) socket.getSendBufferSize() * LINUX_SIZE_FACTOR;
      } catch (IOException e) {
        // It is closed, as whoever writes next is told.
      }
    }
  }

  /** Whether a thread that must not wait for the client may write so many bytes. */
  public boolean fits(int bytes) {
    return hasRoomFor(bytes) && sharedWrites.arePermitted();
  }

  /** Whether so many bytes fit, though no other thread may write now. It never grows. */
  public boolean hasRoomFor(int bytes) {
    return used + counted(bytes) <= size;
  }

  /** Counts a write, before it is made. */
  void count(int bytes) {
    used += counted(bytes);
  }

  private static long counted(int bytes) {
    return bytes + BOOKKEEPING_BYTES * (1L + bytes / MIN_SEGMENT_BYTES);
  }

  /** 0 where there is no such limit, which is where there is no Linux. */
  private static long maxUnsentBytes() {
    // Such a file is there for the first read alone, which therefore must be of all its bytes.
    try {
      return Long.parseLong(String.join("", Files.readAllLines(LINUX_MAX_UNSENT)));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
