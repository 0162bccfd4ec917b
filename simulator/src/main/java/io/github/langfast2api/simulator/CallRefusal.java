package io.github.langfast2api.simulator;

import java.util.Map;

/**
 * An HTTP response that refuses a call; for {@link Call#CONNECT} it answers the WebSocket
 * handshake.
 *
 * @param status the HTTP status
 * @param headers further headers, such as {@code Retry-After}
 * @param body the body, which may be empty
 */
public record CallRefusal(int status, Map<String, String> headers, String body) {

  public CallRefusal {
    headers = Map.copyOf(headers);
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("no final HTTP status: " + status);
    }
  }

  /** A refusal without further headers. */
  public static CallRefusal of(int status, String body) {
    return new CallRefusal(status, Map.of(), body);
  }
}
