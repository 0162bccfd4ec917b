package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The check of {@code Content-Type}: a request's body must be JSON in UTF-8. A request without the
 * header passes, since many clients of OpenAI's API leave it out.
 */
final class JsonMediaType {

  private static final Pattern JSON =
      Pattern.compile(
          "\\s*application/(?:json|[^;\\s]+\\+json)\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset=\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern UTF_8 = Pattern.compile("utf-?8", Pattern.CASE_INSENSITIVE);

  private JsonMediaType() {}

  /**
   * Checks the headers of a request.
   *
   * @throws ApiException with status 415 if the media type is not JSON, or the charset not UTF-8
   */
  static void require(ServerRequestHeaders headers) {
    String type = headers.first(HeaderNames.CONTENT_TYPE).orElse("application/json");
    if (!JSON.matcher(type).matches()) {
      throw unsupported("the body must be JSON, and Content-Type application/json.");
    }
    Matcher charset = CHARSET.matcher(type);
    if (charset.find() && !UTF_8.matcher(charset.group(1)).matches()) {
      throw unsupported("JSON is UTF-8.");
    }
  }

  private static ApiException unsupported(String reason) {
    return new ApiException(HttpErrors.mediaType("Unsupported media type: " + reason));
  }
}
