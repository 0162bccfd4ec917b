package io.github.langfast2api.http.exchange;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.error.FailureErrors;
import io.github.langfast2api.http.error.HttpErrors;
import io.helidon.http.HttpException;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers whatever was thrown, and logs what is not the client's mistake. */
public final class ApiErrorHandler implements ErrorHandler<Throwable> {

  private static final System.Logger LOG = System.getLogger(ApiErrorHandler.class.getName());

  private final RouteTable routes;

  /**
   * A handler for all routes.
   *
   * @param routes what is served, to name what may have been meant
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
            : noted(thrown));
  }

  /** The error that a client is told, after the log and the request's context were told. */
  public static ApiError noted(Throwable thrown) {
    RequestContext context = RequestContext.current();
    ApiError error = error(thrown, context.errorForm());
    log(thrown, error, context.id());
    context.failed(
        thrown instanceof ChatException e ? EndReason.of(e.failure()) : EndReason.of(error));
    return error;
  }

  private static ApiError error(Throwable thrown, ErrorForm form) {
    return switch (thrown) {
      case ApiException e -> e.error();
      case ChatException e -> FailureErrors.of(e.failure(), form);
      case HttpException e when e.status().code() != 500 -> error(e);
      default -> HttpErrors.bug();
    };
  }

  private static ApiError error(HttpException e) {
    ApiError error = HttpErrors.of(e.status(), String.valueOf(e.getMessage()));
    return e.keepAlive() ? error : error.closing();
  }

  private static void log(Throwable thrown, ApiError error, String requestId) {
    switch (thrown) {
      case ApiException e -> {}
      case ChatException e -> log(e, error, requestId);
      case HttpException e when e.status().code() != 500 -> {}
      default -> LOG.log(ERROR, () -> requestId + " ran into a bug", thrown);
    }
  }

  /** Of a client's mistakes only the kind is logged: the rest may be words of the client's. */
  private static void log(ChatException e, ApiError error, String requestId) {
    String kind = e.failure().getClass().getSimpleName();
    if (error.status() < 429) {
      LOG.log(DEBUG, "{0} is refused: {1}", requestId, kind);
    } else {
      LOG.log(WARNING, "{0} failed: {1}: {2}", requestId, kind, error.message());
      LOG.log(DEBUG, () -> requestId + " failed since", e);
    }
  }
}
