package io.github.langfast2api.langfast.wire;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * There was no connection, or it ended before the whole request was sent: the server has not
 * processed the request, which can be repeated whatever its method (RFC 9110, section 9.2.2).
 */
public final class RequestNotSentException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  public RequestNotSentException(IOException cause) {
    super(cause);
  }
}
