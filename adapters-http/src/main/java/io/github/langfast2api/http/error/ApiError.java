package io.github.langfast2api.http.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error response, before an {@link ErrorForm} makes it the body that a dialect has for it. Types
 * and codes are those of OpenAI's API reference ("Error codes"); other dialects translate them.
 *
 * @param status the HTTP status
 * @param type the class of the error, over which clients switch
 * @param code the error in detail
 * @param param the path of the parameter that is wrong
 * @param message for a person; without secrets, and truncated to 1000 characters
 * @param headers to be set besides the content type
 */
public record ApiError(
    int status,
    String type,
    Optional<String> code,
    Optional<String> param,
    String message,
    Map<String, String> headers) {

  static final String INVALID_REQUEST = "invalid_request_error";
  static final String SERVER_ERROR = "server_error";

  private static final int MAX_MESSAGE_CHARS = 1000;

  /** Truncates the message. */
  public ApiError {
    message = Excerpt.of(message, MAX_MESSAGE_CHARS);
    headers = Map.copyOf(headers);
  }

  /** An {@code invalid_request_error}, without code and parameter. */
  public static ApiError invalid(int status, String message) {
    return new ApiError(
        status, INVALID_REQUEST, Optional.empty(), Optional.empty(), message, Map.of());
  }

  /** A {@code server_error}: the gateway or its upstream failed. */
  static ApiError server(int status, Optional<String> code, String message) {
    return new ApiError(status, SERVER_ERROR, code, Optional.empty(), message, Map.of());
  }

  /** This error with a code. */
  public ApiError withCode(String code) {
    return new ApiError(status, type, Optional.of(code), param, message, headers);
  }

  /** This error with the path of the parameter that is wrong. */
  public ApiError withParam(String param) {
    return new ApiError(status, type, code, Optional.of(param), message, headers);
  }

  /** This error with one more header. */
  public ApiError withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiError(status, type, code, param, message, more);
  }

  /**
   * This error with the header by which OpenAI's SDKs do not retry. Without it they repeat every
   * request that was answered with 408, 409, 429 or 5xx, twice by default.
   */
  ApiError notRetryable() {
    return withHeader("x-should-retry", "false");
  }

  /**
   * This error with {@code Connection: close}, for a request whose rest cannot be read or is not to
   * be read, after which the connection cannot be reused.
   */
  public ApiError closingConnection() {
    return withHeader("connection", "close");
  }
}
