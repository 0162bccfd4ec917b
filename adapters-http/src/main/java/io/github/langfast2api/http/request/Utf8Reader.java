package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.InvalidRequest;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reader of UTF-8 that decodes straight into the array of whoever reads, as much as it takes at
 * once: a JDK reader would pass eight kilobytes at a time. Invalid UTF-8 is refused and not
 * replaced: the model would read another text than the client sent.
 */
final class Utf8Reader extends Reader {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** A byte order mark, which some clients put before a text and which is no part of it. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private ByteBuffer bytes;

  Utf8Reader(byte[] bytes) {
    int start =
        bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3)
            ? BYTE_ORDER_MARK.length
            : 0;
    this.bytes = ByteBuffer.wrap(bytes, start, bytes.length - start);
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.github.langfast2api.http.error.ApiException with status 400 if the bytes are invalid
   */
  @Override
  public int read(char[] into, int from, int length) {
    if (!bytes.hasRemaining()) {
      bytes = NOTHING; // so that the array can be freed, which can be large
      return -1;
    }
    CharBuffer chars = CharBuffer.wrap(into, from, length);
    if (decoder.decode(bytes, chars, true).isError()) {
      throw InvalidRequest.unreadable("The request body is not valid UTF-8.");
    }
    return chars.position() - from;
  }

  @Override
  public void close() {
    bytes = NOTHING;
  }
}
