package io.github.langfast2api.simulator;

/** The layer above a {@link ServerWebSocket}. Called by the connection's own thread. */
interface WebSocketListener {

  /** The socket is open. */
  void opened();

  /** A whole text message came. */
  void text(String message);

  /** The socket is gone, for whatever reason. Always the last call. */
  void ended();
}
