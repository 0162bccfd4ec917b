package io.github.langfast2api.http.connection;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Closes connections whose client or answer says that they are to be closed. The server leaves them
 * open otherwise, and a client that reads to the end waits for minutes.
 */
public final class ConnectionCloseFilter implements Filter {

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.headers().containsToken(HeaderValues.EXPECT_100)) {
      response.beforeSend(() -> closeUnlessAskedFor(request, response));
    }
    chain.proceed();
    if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      if (!request.content().consumed()) {
        ClientConnection.current().ifPresent(ReadAhead::leaveRest);
      }
      throw new CloseConnectionException("the connection was to be closed");
    }
  }

  /** The client was not asked for its body: nobody knows whether it will send it now. */
  private static void closeUnlessAskedFor(RoutingRequest request, RoutingResponse response) {
    if (!request.continueSent()) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
  }
}
