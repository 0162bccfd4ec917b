package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.InvalidRequest;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A reader of UTF-8 that decodes straight into the array of whoever reads, as much as it takes at
 * once: a JDK reader would pass eight kilobytes at a time. Invalid UTF-8 is refused and not
 * replaced: the model would read another text than the client sent.
 */
final class Utf8Reader extends Reader {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private ByteBuffer bytes;

  Utf8Reader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
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
