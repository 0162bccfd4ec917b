package io.github.langfast2api.http;

import java.util.Optional;

/**
 * Interrupts the thread that makes an answer when the client that waits for it leaves: whatever the
 * thread waits for then ends. A client that shuts down its sending half has left, too.
 *
 * <p>For one thread, which opens and closes the watch.
 */
final class ClientWatch implements AutoCloseable {

  private final Optional<ReadAhead> connection;
  private boolean clientLeft;

  private ClientWatch(Optional<ReadAhead> connection) {
    this.connection = connection;
  }

  /** Watches the client that the calling thread serves. Its request must have been read. */
  static ClientWatch open() {
    Optional<ReadAhead> connection = WatchedConnection.current();
    connection.ifPresent(ReadAhead::watch);
    return new ClientWatch(connection);
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
  boolean clientLeft() {
    return clientLeft;
  }
}
