package io.github.langfast2api.http.connection;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The check for a TLS handshake on a port of plain HTTP, which is answered with an error. Without
 * it the server would wait for the end of a request line, and the client for a TLS record.
 */
final class TlsOnPlainPortCheck implements Supplier<byte @Nullable []> {

  /** The content type of the first TLS record (RFC 8446, section 5.1). */
  private static final byte TLS_HANDSHAKE_RECORD = 22;

  private final Supplier<byte @Nullable []> source;
  private boolean begun;

  TlsOnPlainPortCheck(Supplier<byte @Nullable []> source) {
    this.source = source;
  }

  @Override
  public byte @Nullable [] get() {
    byte @Nullable [] bytes = source.get();
    boolean first = !begun;
    begun = true;
    if (first && bytes != null && bytes[0] == TLS_HANDSHAKE_RECORD) {
      throw RequestException.builder()
          .type(EventType.BAD_REQUEST)
          .message("This port speaks plain HTTP, and was spoken to in TLS. Use http, not https.")
          .build();
    }
    return bytes;
  }
}
