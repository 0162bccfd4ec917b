package io.github.langfast2api.langfast.wire;

/** A WebSocket came to its end, in whatever way. */
public final class WebSocketClosedException extends RuntimeException {

  /** Close codes of RFC 6455, section 7.4.1. */
  public static final int NORMAL = 1000;

  public static final int PROTOCOL_ERROR = 1002;
  public static final int NO_STATUS = 1005;
  public static final int ABNORMAL = 1006;
  public static final int INVALID_PAYLOAD = 1007;
  public static final int TOO_BIG = 1009;

  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * An end with its close code.
   *
   * @param code a close code of RFC 6455; {@link #NO_STATUS} for a close frame without one, {@link
   *     #ABNORMAL} for an end without a close frame
   * @param reason what the peer said, or what was wrong
   */
  public WebSocketClosedException(int code, String reason) {
    super("WebSocket closed with " + code + (reason.isEmpty() ? "" : ": " + reason));
    this.code = code;
  }

  public WebSocketClosedException(int code, Throwable cause) {
    this(code, String.valueOf(cause.getMessage()));
    initCause(cause);
  }

  int code() {
    return code;
  }
}
