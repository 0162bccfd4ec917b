package io.github.langfast2api.langfast;

import io.helidon.http.HeaderNames;
import io.helidon.webclient.api.HttpClientResponse;
import java.time.Duration;
import java.util.Optional;

/** An upstream answered, and not with what was asked for. */
public final class HttpRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<Duration> retryAfter;
  private final String body;

  /**
   * @param retryAfter the answer's Retry-After
   * @param body the answer's body, as text
   */
  HttpRefusedException(int status, Optional<Duration> retryAfter, String body) {
    super("HTTP " + status);
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
  }

  /** Reads a refusal; the caller closes the response. */
  public static HttpRefusedException of(HttpClientResponse response) {
    return new HttpRefusedException(
        response.status().code(),
        response.headers().first(HeaderNames.RETRY_AFTER).flatMap(RetryAfter::parse),
        UpstreamBody.text(response));
  }

  public int status() {
    return status;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public String body() {
    return body;
  }
}
