package io.github.langfast2api.http.connection;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The input of a client's connection as Helidon reads it: timed, and framed. For the connection's
 * thread.
 */
final class FramedInput implements Supplier<byte @Nullable []> {

  private final Supplier<byte @Nullable []> input;
  private final SlowClientTimer timer;
  private final RequestFraming framing = new RequestFraming();

  FramedInput(Supplier<byte @Nullable []> input, SlowClientTimer timer) {
    this.input = input;
    this.timer = timer;
  }

  /**
   * Waits for bytes of a request.
   *
   * @return at least one byte, or null at the end
   * @throws io.helidon.http.RequestException if the request is malformed
   * @throws io.helidon.webserver.CloseConnectionException if the client is too slow, or the
   *     connection is broken
   */
  @Override
  public byte @Nullable [] get() {
    framing.throwFailure();
    byte[] framed = {};
    while (framed.length == 0) {
      byte @Nullable [] bytes = timer.read(input, framing.requests(), framing.complete());
      if (bytes == null) {
        byte[] rest = framing.rest();
        return rest.length == 0 ? null : rest;
      }
      framed = framing.frame(bytes);
    }
    return framed;
  }
}
