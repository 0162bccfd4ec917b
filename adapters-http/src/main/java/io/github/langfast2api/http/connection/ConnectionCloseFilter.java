package io.github.langfast2api.http.connection;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * The filter that honours {@code Connection: close} in requests and responses (RFC 9112, section
 * 9.6). Helidon leaves such connections open, and a client that reads to the end of the connection
 * would wait for minutes.
 */
public final class ConnectionCloseFilter implements Filter {

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.headers().containsToken(HeaderValues.EXPECT_100)) {
      response.beforeSend(() -> closeUnlessContinued(request, response));
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
  private static void closeUnlessContinued(RoutingRequest request, RoutingResponse response) {
    if (!request.continueSent()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
  }
}
