package io.github.langfast2api.langfast;

/** The Socket.IO server refused the namespace: packet type 4, connect error. */
final class ConnectRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what the server said
   */
  ConnectRefusedException(String reason) {
    super(reason);
  }
}
