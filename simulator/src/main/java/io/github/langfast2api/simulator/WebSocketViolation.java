package io.github.langfast2api.simulator;

/** A client's violation of RFC 6455 or of a limit, with the close code for it. */
final class WebSocketViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int closeCode;

  WebSocketViolation(int closeCode, String message) {
    super(message);
    this.closeCode = closeCode;
  }

  int closeCode() {
    return closeCode;
  }
}
