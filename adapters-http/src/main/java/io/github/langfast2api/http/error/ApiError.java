package io.github.langfast2api.http.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error as a client is to be told it, in whatever form its API has; types and codes are
 * OpenAI's.
 *
 * @param status of HTTP
 * @param type the kind that clients switch over
 * @param code the kind in detail
 * @param param the path of the parameter that is wrong
 * @param message for a person; it holds no secret, and is cut if it is very long
 * @param headers what the answer says besides
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

  private static final int LONGEST_MESSAGE = 1000;

  public ApiError {
    message = Excerpt.of(message, LONGEST_MESSAGE);
    headers = Map.copyOf(headers);
  }

  /** The client's mistake, of which there is no more to say than the message. */
  public static ApiError invalid(int status, String message) {
    return new ApiError(
        status, INVALID_REQUEST, Optional.empty(), Optional.empty(), message, Map.of());
  }

  /** Trouble on this side, with a code or without. */
  static ApiError server(int status, Optional<String> code, String message) {
    return new ApiError(status, SERVER_ERROR, code, Optional.empty(), message, Map.of());
  }

  public ApiError withCode(String code) {
    return new ApiError(status, type, Optional.of(code), param, message, headers);
  }

  ApiError withParam(String param) {
    return new ApiError(status, type, code, Optional.of(param), message, headers);
  }

  public ApiError withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiError(status, type, code, param, message, more);
  }

  /** Tells the SDKs not to try again by themselves, as they do on 429 and 5xx. */
  ApiError hopeless() {
    return withHeader("x-should-retry", "false");
  }

  /** The error after which nothing can be read from the connection. */
  public ApiError closing() {
    return withHeader("connection", "close");
  }
}
