package io.github.langfast2api.http.connection;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a connection brings, unless it begins as TLS does. A TLS client sends no line and waits for
 * an answer, and the server would wait for the line.
 */
final class TlsOnPlainPortCheck implements Supplier<byte @Nullable []> {

  private static final byte TLS_HANDSHAKE = 22;

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
    if (first && bytes != null && bytes[0] == TLS_HANDSHAKE) {
      throw RequestException.builder()
          .type(EventType.BAD_REQUEST)
          .message("This port speaks plain HTTP, and was spoken to in TLS. Use http, not https.")
          .build();
    }
    return bytes;
  }
}
