package io.github.langfast2api.app.tls;

/** A certificate or key that TLS cannot be served with; the message says why, to the operator. */
public final class TlsException extends Exception {

  private static final long serialVersionUID = 1L;

  TlsException(String message) {
    super(message);
  }

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
