package io.github.langfast2api.langfast.wire;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** An HTTP response with a status other than the one that was asked for. */
public final class HttpRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<Duration> retryAfter;
  private final String body;

  /**
   * A refusal with what it consists of.
   *
   * @param status the HTTP status code
   * @param retryAfter the response's Retry-After, from now on
   * @param body the response's body, as text
   */
  public HttpRefusedException(int status, Optional<Duration> retryAfter, String body) {
    super("HTTP " + status);
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
  }

  /**
   * Reads a response with its body, waiting for it; the caller closes the response. The status says
   * enough if the connection breaks in the body: then it is empty.
   */
  public static HttpRefusedException of(HttpClientResponse response) {
    return new HttpRefusedException(
        response.status().code(),
        response.headers().first(HeaderNames.RETRY_AFTER).flatMap(RetryAfter::parse),
        bodyOrEmpty(response));
  }

  private static String bodyOrEmpty(HttpClientResponse response) {
    try {
      return ResponseBody.text(response);
    } catch (UncheckedIOException | InsufficientDataAvailableException e) {
      return "";
    }
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }

  /** The response's Retry-After as a duration; empty if there was none that can be read. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** The response's body as text, of 64 KiB at most; empty if there was none. */
  public String body() {
    return body;
  }
}
