package io.github.langfast2api.http.error;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/** Errors that come from HTTP and not from what a request asks for. */
public final class HttpErrors {

  private static final int MAX_REQUEST_LINE_CHARS = 200;

  private HttpErrors() {}

  /**
   * 404 Not Found: no route has the path of the request.
   *
   * @param served the paths of all routes, one of which may be meant
   */
  public static ApiError unknownUrl(ServerRequest request, List<String> served) {
    String message = "Unknown request URL: %s.".formatted(requestLine(request));
    return ApiError.invalid(404, withHint(message, UnknownUrl.hint(path(request), served)));
  }

  /**
   * 405 Method Not Allowed; 404 Not Found if the path has a meaning of its own at OpenAI, which the
   * parameter of a route happens to match.
   *
   * @param allowed the value of {@code Allow}, which RFC 9110 (section 15.5.6) asks for
   * @param served the paths of all routes
   */
  public static ApiError methodNotSupported(
      ServerRequest request, String allowed, List<String> served) {
    if (UnknownUrl.isMissing(path(request)) && !served.contains(path(request))) {
      return unknownUrl(request, served);
    }
    String message = "%s is not allowed. Allowed: %s.".formatted(requestLine(request), allowed);
    return ApiError.invalid(405, withHint(message, UnknownUrl.instead(path(request))))
        .withCode("method_not_supported")
        .withHeader("allow", allowed);
  }

  /**
   * 426 Upgrade Required: the request asks for another protocol, such as WebSocket, where HTTP is
   * what is spoken. RFC 9110 (section 15.5.22) asks for {@code Upgrade}.
   */
  public static ApiError upgradeNotSupported(ServerRequest request) {
    return ApiError.invalid(426, "%s takes no upgrade: use HTTP/1.1.".formatted(path(request)))
        .withHeader("upgrade", "HTTP/1.1")
        .withHeader("connection", "upgrade");
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

  /** 503 Service Unavailable: a request, or its answer, does not fit into memory beside others. */
  public static ApiError noMemory() {
    return retryable503("The gateway has no memory for a request of this size now.");
  }

  private static ApiError retryable503(String message) {
    return ApiError.server(503, Optional.of("overloaded"), message)
        .withHeader("retry-after", "1")
        .withHeader("retry-after-ms", "1000");
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
      case 503 -> retryable503("The gateway has no room now.");
      default -> notRetryableIf5xx(ApiError.invalid(status.code(), message));
    };
  }

  /** A 5xx that the request caused, such as 505 for HTTP/1.0, is the same at every retry. */
  private static ApiError notRetryableIf5xx(ApiError error) {
    return error.status() < 500 ? error : error.notRetryable();
  }

  private static String withHint(String message, Optional<String> hint) {
    return hint.map(more -> message + " " + more).orElse(message);
  }

  /** The normalized path, by which routes are found. */
  private static String path(ServerRequest request) {
    return Excerpt.of(request.prologue().uriPath().path(), MAX_REQUEST_LINE_CHARS);
  }

  private static String requestLine(ServerRequest request) {
    String line = request.prologue().method().text() + " " + request.prologue().uriPath().rawPath();
    return Excerpt.of(line, MAX_REQUEST_LINE_CHARS);
  }
}
