package io.github.langfast2api.simulator;

/** The client broke RFC 6455, or a limit. */
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
