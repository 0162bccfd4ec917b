package io.github.langfast2api.http.connection;

import java.util.Optional;

/**
 * Interrupts the thread that makes an answer when the client that waits for it leaves: whatever the
 * thread waits for then ends. A client that shuts down its sending half has left, too.
 *
 * <p>For one thread, which opens and closes the watch.
 */
public final class DisconnectDetector implements AutoCloseable {

  private final Optional<ReadAhead> connection;
  private boolean clientLeft;

  private DisconnectDetector(Optional<ReadAhead> connection) {
    this.connection = connection;
  }

  /** Watches the client that the calling thread serves. Its request must have been read. */
  public static DisconnectDetector open() {
    Optional<ReadAhead> connection = ClientConnection.current();
    connection.ifPresent(ReadAhead::watch);
    return new DisconnectDetector(connection);
  }

  /** Ends the watch. If the client left, the interrupt has done its work and is taken back. */
  @Override
  public void close() {
    clientLeft = connection.map(ReadAhead::unwatch).orElse(false);
    if (clientLeft) {
      boolean unused = Thread.interrupted();
    }
  }

  /** Whether the client left before the watch was closed. */
  public boolean clientLeft() {
    return clientLeft;
  }
}
