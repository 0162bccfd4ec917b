package io.github.langfast2api.http.connection;

import java.util.Optional;

/**
 * Interrupts the thread that answers a request when its client disconnects, so that whatever the
 * thread waits for ends. A client that shuts down its sending half counts as disconnected, as it
 * does for nginx.
 *
 * <p>For one thread, which begins and closes it; the interrupt never comes after {@link #close}.
 */
public final class InterruptOnDisconnect implements AutoCloseable {

  private final Optional<ClientInput> input;
  private boolean disconnected;

  private InterruptOnDisconnect(Optional<ClientInput> input) {
    this.input = input;
  }

  /**
   * Starts disconnect detection for the calling thread, which must have read its request to its
   * end. On a thread that serves no connection nothing is detected.
   */
  public static InterruptOnDisconnect begin() {
    Optional<ClientInput> input = ClientConnection.current().map(ClientConnection::input);
    input.ifPresent(ClientInput::startDisconnectDetection);
    return new InterruptOnDisconnect(input);
  }

  /** Stops disconnect detection, and clears the interrupt if the client has disconnected. */
  @Override
  public void close() {
    disconnected = input.map(ClientInput::stopDisconnectDetection).orElse(false);
    if (disconnected) {
      boolean unused = Thread.interrupted();
    }
  }

  /** Whether the client had disconnected when this was closed. */
  public boolean disconnected() {
    return disconnected;
  }
}
