package io.github.langfast2api.langfast.wire;

/** The end of a WebSocket connection, with its close code: RFC 6455, section 7.1.5. */
public final class WebSocketClosedException extends RuntimeException {

  /** Close code of a connection that has served its purpose: RFC 6455, section 7.4.1. */
  public static final int NORMAL = 1000;

  /** Close code of a peer that breaks the protocol. */
  public static final int PROTOCOL_ERROR = 1002;

  /** Stands for a close frame without a close code; never sent. */
  static final int NO_STATUS = 1005;

  /** Stands for an end without a close frame; never sent. */
  static final int ABNORMAL = 1006;

  /** Close code of a text message that is not UTF-8. */
  static final int INVALID_PAYLOAD = 1007;

  /** Close code of a message that is too big to process. */
  static final int TOO_BIG = 1009;

  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * An end with a reason.
   *
   * @param code a close code of RFC 6455
   * @param reason the peer's reason, or the violation; may be empty
   */
  public WebSocketClosedException(int code, String reason) {
    super("WebSocket closed with " + code + (reason.isEmpty() ? "" : ": " + reason));
    this.code = code;
  }

  /** An end that an exception brought about. */
  public WebSocketClosedException(int code, Throwable cause) {
    this(code, String.valueOf(cause.getMessage()));
    initCause(cause);
  }

  /** The close code. */
  int code() {
    return code;
  }
}
