package io.github.langfast2api.http.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SlowClientTimerTest {

  private final SlowClientTimer timer = new SlowClientTimer(Duration.ofMinutes(1));
  private final AtomicBoolean closed = new AtomicBoolean();

  @Test
  void aWriteOfTheConnectionsThreadIsEndedByAnInterrupt() {
    var unused = timer.read(() -> new byte[1], 1, true);
    assertThrows(CloseConnectionException.class, () -> writeThatExpires(timer));
    assertTrue(Thread.interrupted());
    assertFalse(closed.get());
  }

  @Test
  void aWriteOfAThreadThatServesOthersIsEndedByClosingTheConnection() throws Exception {
    Thread connection = new Thread(() -> timer.read(() -> new byte[1], 1, true));
    connection.start();
    connection.join();
    assertThrows(CloseConnectionException.class, () -> writeThatExpires(timer));
    assertFalse(Thread.interrupted());
    assertTrue(closed.get());
  }

  private void writeThatExpires(SlowClientTimer of) {
    of.timeWrites(new ExpiringWriter(), () -> closed.set(true)).write(BufferData.create("x"));
  }

  /** Its writes last until the timer has expired. */
  private final class ExpiringWriter implements DataWriter {

    @Override
    public void write(BufferData... buffers) {
      assertTrue(timer.expire(timer.currentWait().orElseThrow()));
    }

    @Override
    public void write(BufferData buffer) {
      assertTrue(timer.expire(timer.currentWait().orElseThrow()));
    }

    @Override
    public void writeNow(BufferData... buffers) {
      write(buffers);
    }

    @Override
    public void writeNow(BufferData buffer) {
      write(buffer);
    }
  }
}
