package io.github.langfast2api.http.exchange;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.json.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Sends responses whose body is known as a whole. A {@code HEAD} gets the headers that a {@code
 * GET} would get, {@code Content-Length} included, and no body (RFC 9110, section 9.3.2). Sending
 * blocks while the client does not read.
 */
public final class HttpReplies {

  static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  private HttpReplies() {}

  /** Sends a JSON body. */
  public static void json(ServerRequest request, ServerResponse response, byte[] body) {
    send(request, response.header(JSON), body);
  }

  /** Sends an error in the form of the request's dialect, and notes why the request ends. */
  public static void error(ServerRequest request, ServerResponse response, ApiError error) {
    RequestContext context = RequestContext.current();
    context.noteEnd(EndReason.of(error));
    response.status(Status.create(context.errorForm().status(error)));
    error.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    json(request, response, Json.bytes(context.errorForm().json(error, context.id())));
  }

  /** Sends a body; the caller has set its content type. */
  public static void send(ServerRequest request, ServerResponse response, byte[] body) {
    if (request.prologue().method().equals(Method.HEAD)) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
      response.send();
    } else {
      response.send(body);
    }
  }
}
