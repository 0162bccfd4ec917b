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
 * Reads the JSON object in a request's body: media type, size, content encoding, UTF-8, JSON.
 * Invalid UTF-8 is refused and not replaced: the model would read another text than the client
 * sent.
 */
public final class RequestBody {

  private RequestBody() {}

  /**
   * Reads the body to its end. Blocks until the client has sent it, and is called once per request.
   *
   * @throws ApiException if the body is not a JSON object (400), is larger than the server's limit
   *     (413), or has a media type or content encoding that is not supported (415)
   * @throws CloseConnectionException if the client disconnected before it had sent the body
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
      throw new CloseConnectionException("the client disconnected while it sent its request", e);
    } catch (IncorrectNewLineException | NumberFormatException e) {
      throw new ApiException(
          ApiError.invalid(400, "A chunk of the body is malformed.").closingConnection());
    } catch (RequestException e) {
      throw new ApiException(error(request, e).closingConnection());
    } catch (IOException | UncheckedIOException e) {
      // Thrown by decompression alone: a broken connection throws what was caught above.
      throw new ApiException(
          ApiError.invalid(400, "The request body cannot be decompressed.").closingConnection());
    }
  }

  /** The server limits the bytes that the client sends; this limits them after decompression. */
  private static byte[] decoded(ServerRequest request) throws IOException {
    long limit = limit(request);
    try (InputStream body =
        RequestEncodings.decoded(
            request.headers(), new NonClosingInputStream(request.content().inputStream()))) {
      byte[] bytes = body.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE));
      if (bytes.length > limit) {
        throw new ApiException(HttpErrors.tooLarge(limit).closingConnection());
      }
      return bytes;
    }
  }

  private static long limit(ServerRequest request) {
    return request.listenerContext().config().maxPayloadSize();
  }

  private static ApiError error(ServerRequest request, RequestException e) {
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

  /** A stream that its decompressor does not close: closing it would read the rest of the body. */
  private static final class NonClosingInputStream extends FilterInputStream {

    NonClosingInputStream(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
