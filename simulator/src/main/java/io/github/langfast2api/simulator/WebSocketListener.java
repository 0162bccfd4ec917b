package io.github.langfast2api.simulator;

/** A listener to a {@link ServerWebSocket}, called by the connection's thread. */
interface WebSocketListener {

  /** The handshake is complete. */
  void opened();

  /** A whole text message was received. */
  void text(String message);

  /** The connection has ended. Always the last call. */
  void ended();
}
