package io.github.langfast2api.http.connection;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * The filter that closes connections: where the request or the response says {@code Connection:
 * close} (RFC 9112, section 9.6), which Helidon leaves open, so that a client that reads to the end
 * of the connection would wait for minutes; and after a response to a request whose body nobody has
 * read and which is not short. Helidon would read that body to its end, however long it is.
 */
public final class ConnectionCloseFilter implements Filter {

  /** An unread body of this length is read, so that the connection can be used on. */
  private static final long MAX_DRAINED_BYTES = 64 * 1024;

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.content().hasEntity()) {
      response.beforeSend(() -> closeIfUnread(request, response));
    }
    chain.proceed();
    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      if (!request.content().consumed()) {
        ClientConnection.requestLeftUnread();
      }
      throw new CloseConnectionException("the connection was to be closed");
    }
  }

  /** Without {@code 100 Continue} a client may send its body or not (RFC 9110, section 10.1.1). */
  private static void closeIfUnread(RoutingRequest request, RoutingResponse response) {
    boolean awaitsContinue =
        request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent();
    boolean isLong = request.headers().contentLength().orElse(Long.MAX_VALUE) > MAX_DRAINED_BYTES;
    if (awaitsContinue || (isLong && !request.content().consumed())) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
  }
}
