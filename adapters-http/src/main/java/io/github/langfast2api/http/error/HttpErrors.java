package io.github.langfast2api.http.error;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** Errors that come from HTTP and not from what a request asks for. */
public final class HttpErrors {

  private static final int MAX_REQUEST_LINE_CHARS = 200;

  private HttpErrors() {}

  /** 404 Not Found: no route has the path of the request. */
  public static ApiError unknownUrl(ServerRequest request) {
    return ApiError.invalid(404, "Unknown request URL: %s.".formatted(requestLine(request)));
  }

  /**
   * 405 Method Not Allowed.
   *
   * @param allowed the value of {@code Allow}, which RFC 9110 (section 15.5.6) asks for
   */
  public static ApiError methodNotSupported(ServerRequest request, String allowed) {
    return ApiError.invalid(
            405, "%s is not allowed. Allowed: %s.".formatted(requestLine(request), allowed))
        .withCode("method_not_supported")
        .withHeader("allow", allowed);
  }

  /**
   * 403 Forbidden: the request is for a host that is not served.
   *
   * @param host the value of {@code Host}
   */
  public static ApiError hostNotAllowed(String host) {
    return ApiError.invalid(
            403,
            ("Requests for the host \"%s\" are not served, since no key is required here and web"
                 + " pages could make browsers send them. Whoever runs the gateway can allow it by"
                 + " the setting ALLOWED_HOSTS.")
                .formatted(Excerpt.of(host, MAX_REQUEST_LINE_CHARS)))
        .withCode("host_not_allowed");
  }

  /** 415 Unsupported Media Type. */
  public static ApiError mediaType(String message) {
    return ApiError.invalid(415, message).withCode("unsupported_media_type");
  }

  /**
   * 413 Content Too Large.
   *
   * @param limit the largest body in bytes
   */
  public static ApiError tooLarge(long limit) {
    return ApiError.invalid(
            413, "The request body is too large. The limit is %d bytes.".formatted(limit))
        .withCode("request_too_large");
  }

  /** 500 Internal Server Error: a bug of the gateway, whose cause only the log has. */
  static ApiError internalError() {
    return ApiError.server(
        500, Optional.empty(), "The server had an error while processing your request. Sorry!");
  }

  /** Any other error that Helidon reports before routing, or while a body is read. */
  public static ApiError of(Status status, String message) {
    return switch (status.code()) {
      case 500 -> internalError();
      case 503 ->
          ApiError.server(503, Optional.of("overloaded"), "The gateway has no room now.")
              .withHeader("retry-after", "1")
              .withHeader("retry-after-ms", "1000");
      default -> notRetryableIf5xx(ApiError.invalid(status.code(), message));
    };
  }

  /** A 5xx that the request caused, such as 505 for HTTP/1.0, is the same at every retry. */
  private static ApiError notRetryableIf5xx(ApiError error) {
    return error.status() < 500 ? error : error.notRetryable();
  }

  private static String requestLine(ServerRequest request) {
    String line = request.prologue().method().text() + " " + request.path().rawPath();
    return Excerpt.of(line, MAX_REQUEST_LINE_CHARS);
  }
}
