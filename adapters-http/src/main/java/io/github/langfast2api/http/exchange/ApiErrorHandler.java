package io.github.langfast2api.http.exchange;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ExceptionErrors;
import io.github.langfast2api.http.error.HttpErrors;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The error handler of all routes: answers every exception as an {@link ApiError}. */
public final class ApiErrorHandler implements ErrorHandler<Throwable> {

  private final RouteTable routes;

  /**
   * A handler for all routes.
   *
   * @param routes all routes, one of which may be meant by an unknown path
   */
  public ApiErrorHandler(RouteTable routes) {
    this.routes = routes;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response, Throwable thrown) {
    HttpReplies.error(
        request,
        response,
        thrown instanceof NotFoundException
            ? HttpErrors.unknownUrl(request, routes.paths())
            : report(thrown));
  }

  /**
   * Handles an exception of the current request: maps it to its error, logs it, and notes in the
   * request's context why the request ends.
   *
   * @return the error, which the caller is to send
   */
  public static ApiError report(Throwable thrown) {
    RequestContext context = RequestContext.current();
    ApiError error = ExceptionErrors.of(thrown, context.errorForm());
    FailureLog.log(thrown, error, context.id());
    context.noteFailure(thrown, error);
    return error;
  }
}
