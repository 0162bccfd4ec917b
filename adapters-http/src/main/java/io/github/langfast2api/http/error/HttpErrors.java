package io.github.langfast2api.http.error;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/** Errors of HTTP itself. */
public final class HttpErrors {

  private static final int LONGEST_TOLD = 200;

  private HttpErrors() {}

  /**
   * A path that is not served.
   *
   * @param served the paths of all resources
   */
  public static ApiError unknownUrl(ServerRequest request, List<String> served) {
    String message = "Unknown request URL: %s.".formatted(told(request));
    return ApiError.invalid(404, withHint(message, UnknownUrl.hint(path(request), served)));
  }

  /** A path that is served by other methods. */
  public static ApiError methodNotSupported(ServerRequest request, String allowed) {
    String message = "%s is not allowed. Allowed: %s.".formatted(told(request), allowed);
    return ApiError.invalid(405, withHint(message, UnknownUrl.instead(path(request))))
        .withCode("method_not_supported")
        .withHeader("allow", allowed);
  }

  public static ApiError mediaType(String message) {
    return ApiError.invalid(415, message).withCode("unsupported_media_type");
  }

  /**
   * A body that is longer than the limit.
   *
   * @param limit of bodies in bytes
   */
  public static ApiError tooLarge(long limit) {
    return ApiError.invalid(
            413, "The request body is too large. The limit is %d bytes.".formatted(limit))
        .withCode("request_too_large");
  }

  /** A bug of ours. What it is stands in the log. */
  public static ApiError bug() {
    return ApiError.server(
        500, Optional.empty(), "The server had an error while processing your request. Sorry!");
  }

  /** What else the server found wrong before any route was asked, or while a body was read. */
  public static ApiError of(Status status, String message) {
    return switch (status.code()) {
      case 500 -> bug();
      case 503 ->
          ApiError.server(503, Optional.of("overloaded"), "The gateway has no room now.")
              .withHeader("retry-after", "1")
              .withHeader("retry-after-ms", "1000");
      default -> other(ApiError.invalid(status.code(), message));
    };
  }

  /** A 5xx that is the client's mistake, such as HTTP/1.0, does not mend. */
  private static ApiError other(ApiError error) {
    return error.status() < 500 ? error : error.hopeless();
  }

  private static String withHint(String message, Optional<String> hint) {
    return hint.map(more -> message + " " + more).orElse(message);
  }

  /** The path in the form in which routes are found, which may be long. */
  private static String path(ServerRequest request) {
    return Excerpt.of(request.prologue().uriPath().path(), LONGEST_TOLD);
  }

  private static String told(ServerRequest request) {
    String line = request.prologue().method().text() + " " + request.prologue().uriPath().rawPath();
    return Excerpt.of(line, LONGEST_TOLD);
  }
}
