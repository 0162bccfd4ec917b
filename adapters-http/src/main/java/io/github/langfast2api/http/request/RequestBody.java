package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.Json;
import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON object that a request's body is. Bytes that are no UTF-8 are refused and not
 * mended: a model would be asked something else than the client said.
 */
public final class RequestBody {

  private RequestBody() {}

  /**
   * The JSON object that the body is.
   *
   * @throws ApiException if there is no such object
   * @throws CloseConnectionException if the client left before it had said all
   */
  public static JsonObject read(ServerRequest request) {
    JsonMediaType.require(request.headers());
    byte[] bytes = bytes(request);
    if (bytes.length == 0) {
      throw InvalidRequest.unreadable("The request body is empty. Expected a JSON object.");
    }
    JsonValue value = parsed(text(bytes));
    SurrogateCheck.require(value);
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
      return decoded(request);
    } catch (InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the client left while it sent its request", e);
    } catch (IncorrectNewLineException | NumberFormatException e) {
      throw new ApiException(ApiError.invalid(400, "A chunk of the body is malformed.").closing());
    } catch (RequestException e) {
      throw new ApiException(unread(request, e).closing());
    } catch (IOException | UncheckedIOException e) {
      // Only what decompresses throws these: a broken connection shows otherwise.
      throw new ApiException(
          ApiError.invalid(400, "The request body cannot be decompressed.").closing());
    }
  }

  /** The server counts its limit on what comes from the client, and this on what that becomes. */
  private static byte[] decoded(ServerRequest request) throws IOException {
    long limit = limit(request);
    try (InputStream body =
        RequestEncodings.decoded(
            request.headers(), new LeftOpen(request.content().inputStream()))) {
      byte[] bytes = body.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE));
      if (bytes.length > limit) {
        throw new ApiException(HttpErrors.tooLarge(limit).closing());
      }
      return bytes;
    }
  }

  private static long limit(ServerRequest request) {
    return request.listenerContext().config().maxPayloadSize();
  }

  private static ApiError unread(ServerRequest request, RequestException e) {
    return e.status().equals(Status.REQUEST_ENTITY_TOO_LARGE_413)
        ? HttpErrors.tooLarge(limit(request))
        : HttpErrors.of(e.status(), String.valueOf(e.getMessage()));
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw InvalidRequest.unreadable("The request body is not valid UTF-8.");
    }
  }

  private static JsonValue parsed(String text) {
    try {
      return Json.parse(text);
    } catch (Json.MalformedException e) {
      throw InvalidRequest.unreadable(
          ("We could not parse the JSON body of your request. At line %d, column %d it is not valid"
                  + " JSON, is nested more than %d levels deep, or has a number that is too long.")
              .formatted(e.line(), e.column(), Json.MAX_DEPTH));
    }
  }

  /**
   * A connection's stream, which is not the decompressor's to close: that would read it to its end.
   */
  private static final class LeftOpen extends FilterInputStream {

    LeftOpen(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
