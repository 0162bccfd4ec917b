package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import io.helidon.common.buffers.DataReader.IncorrectNewLineException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads the JSON object in a request's body: media type, size, content encoding, UTF-8, JSON. The
 * memory that it takes is reserved before it is taken.
 */
public final class RequestBody {

  /**
   * How many bytes of memory a byte of a body becomes while it is read and parsed: itself, two as a
   * character, and as much again for the text in the tree or the copy of a buffer that grows.
   */
  private static final int BYTES_PER_BODY_BYTE = 4;

  /** A body is read, and memory reserved for it, so many bytes at a time. */
  private static final int STEP_BYTES = 16 * 1024;

  private RequestBody() {}

  /**
   * The largest body for which there is memory if there is no other request, whatever it has.
   *
   * @param memory of all requests
   */
  public static long maxBytes(MemoryBudget memory) {
    long values = (long) BodyParser.MAX_VALUES * BodyParser.BYTES_PER_VALUE;
    long all = memory.maxReservation();
    return Math.max(all - values, all / 2) / BYTES_PER_BODY_BYTE;
  }

  /**
   * Reads the body to its end. Blocks until the client has sent it, and is called once per request.
   *
   * @param memory the request's, which is left with what the object takes
   * @throws ApiException if the body is not a JSON object (400), is larger than the server's limit
   *     (413), has a media type or content encoding that is not supported (415), or does not fit
   *     into memory beside the others (503)
   * @throws CloseConnectionException if the client disconnected before it had sent the body
   */
  public static JsonObject read(ServerRequest request, Reservation memory) {
    JsonMediaType.require(request.headers());
    // The bytes stand in no variable, so that they can be freed while their text is parsed.
    if (BodyParser.parse(nonEmpty(bytes(request, memory)), memory) instanceof JsonObject object) {
      return object;
    }
    throw InvalidRequest.unreadable("The request body is not a JSON object.");
  }

  private static byte[] nonEmpty(byte[] body) {
    if (body.length == 0) {
      throw InvalidRequest.unreadable("The request body is empty. Expected a JSON object.");
    }
    return body;
  }

  private static byte[] bytes(ServerRequest request, Reservation memory) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try {
      return decoded(request, memory);
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
  private static byte[] decoded(ServerRequest request, Reservation memory) throws IOException {
    long limit = limit(request);
    int announced = (int) Math.min(request.headers().contentLength().orElse(STEP_BYTES), limit);
    // A body that will not fit is refused before it is read. Until it comes it takes no memory.
    reserve(announced, memory);
    reserve(0, memory);
    try (InputStream body =
        RequestEncodings.decoded(
            request.headers(), new NonClosingInputStream(request.content().inputStream()))) {
      return all(body, limit, Math.min(announced, STEP_BYTES), memory);
    }
  }

  private static byte[] all(InputStream body, long limit, int stepBytes, Reservation memory)
      throws IOException {
    byte[] step = new byte[Math.max(stepBytes, 1)];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(step.length);
    for (int read = body.read(step); read >= 0; read = body.read(step)) {
      if (bytes.size() + read > limit) {
        throw new ApiException(HttpErrors.tooLarge(limit).closingConnection());
      }
      reserve(bytes.size() + read, memory);
      bytes.write(step, 0, read);
    }
    return bytes.toByteArray();
  }

  private static void reserve(long bodyBytes, Reservation memory) {
    if (!memory.resize(bodyBytes * BYTES_PER_BODY_BYTE)) {
      throw new ApiException(HttpErrors.noMemory().closingConnection());
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

  /** A stream that its decompressor does not close: closing it would read the rest of the body. */
  private static final class NonClosingInputStream extends FilterInputStream {

    NonClosingInputStream(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
