package io.github.langfast2api.http;

import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON object that a request's body is. Bytes that are no UTF-8 are refused and not
 * mended: a model would be asked something else than the client said.
 */
final class RequestBody {

  private RequestBody() {}

  /**
   * @throws ApiException if there is no such object
   * @throws CloseConnectionException if the client left before it had said all
   */
  static JsonObject read(ServerRequest request) {
    JsonMediaType.require(request.headers());
    byte[] bytes = bytes(request);
    if (bytes.length == 0) {
      throw InvalidRequest.unreadable("The request body is empty. Expected a JSON object.");
    }
    JsonValue value = parsed(text(bytes));
    WellFormed.require(value);
    if (value instanceof JsonObject object) {
      return object;
    }
    throw InvalidRequest.unreadable("The request body is not a JSON object.");
  }

  private static byte[] bytes(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try {
      return request.content().inputStream().readAllBytes();
    } catch (InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the client left while it sent its request", e);
    } catch (IncorrectNewLineException | NumberFormatException e) {
      throw new ApiException(ApiError.invalid(400, "A chunk of the body is malformed.").closing());
    } catch (RequestException e) {
      throw new ApiException(HttpErrors.of(e.status(), String.valueOf(e.getMessage())).closing());
    } catch (IOException | UncheckedIOException e) {
      // Only what decompresses throws these: a broken connection shows otherwise.
      throw new ApiException(
          ApiError.invalid(400, "The request body cannot be decompressed.").closing());
    }
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw InvalidRequest.unreadable("The request body is not valid UTF-8.");
    }
  }

  /** The parser throws many kinds of exceptions, and all of them are the text's doing. */
  private static JsonValue parsed(String text) {
    try {
      return Json.parse(text);
    } catch (RuntimeException e) {
      throw InvalidRequest.unreadable(
          "We could not parse the JSON body of your request: it is not valid JSON, is nested more"
              + " than "
              + Json.MAX_DEPTH
              + " levels deep, or has a number that is too long.");
    }
  }
}
