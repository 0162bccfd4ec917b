package io.github.langfast2api.http.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The framing of the requests on a connection (RFC 9112, sections 6 and 7.1): where each begins and
 * ends. Heads are handed on as {@link RequestHead} says, and chunked bodies without their chunk
 * extensions and trailers, which are to be ignored and which Helidon refuses. A malformed chunk
 * ends the connection: what follows it could be anything. For one thread.
 */
final class RequestFraming {

  /** What is longer than these, Helidon refuses by itself. */
  private static final int MAX_REQUEST_LINE_BYTES = 4 * 1024 + 2;

  private static final int MAX_HEAD_BYTES = MAX_REQUEST_LINE_BYTES + 16 * 1024;

  /** The longest line in a chunked body, and how much of all of them may be ignored. */
  private static final int MAX_LINE_BYTES = 8 * 1024;

  private static final int MAX_IGNORED_BYTES = 64 * 1024;

  private static final String FIELD_CONTENT = "[\\t\\x20-\\x7e\\x80-\\xff]*";
  private static final Pattern CHUNK_SIZE =
      Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(;" + FIELD_CONTENT + ")?");
  private static final Pattern TRAILER =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:" + FIELD_CONTENT);

  private static final byte[] NOTHING = {};
  private static final byte[] CRLF = {'\r', '\n'};

  private enum State {
    /** Between two requests. */
    BETWEEN,
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    /** Nobody knows where a request ends: all is handed on until the connection ends. */
    UNFRAMED
  }

  /** Idle connections share this one, to which nothing is written. */
  private static final ByteArrayOutputStream EMPTY = new ByteArrayOutputStream(0);

  /** What is to be handed on. */
  private ByteArrayOutputStream framed = EMPTY;

  /** The beginning of a head, or of a line in a chunked body. */
  private ByteArrayOutputStream pending = EMPTY;

  private @Nullable RequestException failure;
  private State state = State.BETWEEN;
  private long requests;
  private boolean firstLine;
  private int lineBytes;
  private byte lastByte;
  private long remaining;
  private int ignoredBytes;

  /** How many requests have begun. */
  long requests() {
    return requests;
  }

  /** Whether all requests that have begun have come to their end. */
  boolean complete() {
    return state == State.BETWEEN;
  }

  /**
   * Takes what the client has sent.
   *
   * @return what to hand on, which may be nothing yet
   * @throws RequestException if the request is malformed: at once, or if there is something to hand
   *     on before, by {@link #throwFailure}
   */
  byte[] frame(byte[] bytes) {
    if ((state == State.BODY || state == State.CHUNK) && remaining > bytes.length) {
      remaining -= bytes.length;
      return bytes;
    }
    framed = new ByteArrayOutputStream(bytes.length);
    try {
      int at = 0;
      while (at < bytes.length) {
        at = frame(bytes, at);
      }
    } catch (RequestException e) {
      failure = e;
    }
    byte[] result = framed.toByteArray();
    framed = EMPTY;
    if (result.length == 0) {
      throwFailure();
    }
    return result;
  }

  /** Throws what was found wrong after the bytes that were handed on. */
  void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  /** A head that the client has cut off: Helidon says what is wrong with it. */
  byte[] rest() {
    return state == State.HEAD ? takePending() : NOTHING;
  }

  /** Frames the bytes of one state, and returns where the next begins. */
  private int frame(byte[] bytes, int at) {
    return switch (state) {
      case BETWEEN -> beginHead(at);
      case HEAD -> readHead(bytes, at);
      case BODY, CHUNK -> readBody(bytes, at);
      case CHUNK_SIZE, CHUNK_END, TRAILERS -> readLine(bytes, at);
      case UNFRAMED -> {
        framed.write(bytes, at, bytes.length - at);
        yield bytes.length;
      }
    };
  }

  private int beginHead(int at) {
    pending = new ByteArrayOutputStream();
    requests++;
    firstLine = true;
    lineBytes = 0;
    lastByte = 0;
    ignoredBytes = 0;
    state = State.HEAD;
    return at;
  }

  private int readHead(byte[] bytes, int from) {
    int at = from;
    boolean valid = true;
    boolean ended = false;
    while (valid && !ended && at < bytes.length) {
      byte next = bytes[at++];
      lineBytes++;
      if (next == '\n') {
        ended = lineBytes == 2;
        valid = lastByte == '\r' && !(ended && firstLine);
        firstLine = false;
        lineBytes = 0;
      }
      lastByte = next;
    }
    pending.write(bytes, from, at - from);
    if (!valid
        || pending.size() > MAX_HEAD_BYTES
        || (firstLine && lineBytes > MAX_REQUEST_LINE_BYTES)) {
      state = State.UNFRAMED;
      framed.writeBytes(takePending());
    } else if (ended) {
      endHead();
    }
    return at;
  }

  private void endHead() {
    RequestHead head = RequestHead.of(new String(takePending(), ISO_8859_1));
    framed.writeBytes(head.text().getBytes(ISO_8859_1));
    remaining = head.length();
    state =
        switch (head.body()) {
          case NONE -> State.BETWEEN;
          case LENGTH -> State.BODY;
          case CHUNKED -> State.CHUNK_SIZE;
          case INVALID -> State.UNFRAMED;
        };
  }

  private int readBody(byte[] bytes, int at) {
    int length = (int) Math.min(remaining, bytes.length - at);
    framed.write(bytes, at, length);
    remaining -= length;
    if (remaining == 0) {
      state = state == State.BODY ? State.BETWEEN : State.CHUNK_END;
    }
    return at + length;
  }

  private int readLine(byte[] bytes, int from) {
    if (pending.size() == 0) {
      pending = new ByteArrayOutputStream();
    }
    int at = from;
    while (at < bytes.length) {
      byte next = bytes[at++];
      pending.write(next);
      if (next == '\n') {
        String line = new String(takePending(), ISO_8859_1);
        require(line.endsWith("\r\n"));
        endLine(line.substring(0, line.length() - 2));
        return at;
      }
      require(pending.size() <= (state == State.CHUNK_END ? 1 : MAX_LINE_BYTES));
    }
    return at;
  }

  private void endLine(String line) {
    if (state == State.CHUNK_SIZE) {
      beginChunk(line);
    } else if (line.isEmpty()) {
      framed.writeBytes(CRLF);
      state = state == State.CHUNK_END ? State.CHUNK_SIZE : State.BETWEEN;
    } else {
      require(state == State.TRAILERS && TRAILER.matcher(line).matches());
      ignore(line.length());
    }
  }

  private void beginChunk(String line) {
    Matcher chunk = CHUNK_SIZE.matcher(line);
    require(chunk.matches());
    String size = chunk.group(1);
    ignore(line.length() - size.length());
    remaining = Long.parseLong(size, 16);
    if (remaining > Integer.MAX_VALUE) {
      throw malformed(Status.REQUEST_ENTITY_TOO_LARGE_413);
    }
    framed.writeBytes((size + "\r\n").getBytes(ISO_8859_1));
    state = remaining == 0 ? State.TRAILERS : State.CHUNK;
  }

  private void ignore(int bytes) {
    ignoredBytes += bytes;
    require(ignoredBytes <= MAX_IGNORED_BYTES);
  }

  private static void require(boolean wellFormed) {
    if (!wellFormed) {
      throw malformed(Status.BAD_REQUEST_400);
    }
  }

  private static RequestException malformed(Status status) {
    return RequestException.builder()
        .type(EventType.BAD_REQUEST)
        .status(status)
        .message("A chunk of the body is malformed.")
        .build();
  }

  private byte[] takePending() {
    byte[] bytes = pending.toByteArray();
    pending = EMPTY;
    return bytes;
  }
}
