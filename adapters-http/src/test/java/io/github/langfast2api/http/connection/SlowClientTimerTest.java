package io.github.langfast2api.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SlowClientTimerTest {

  private final SlowClientTimer timer = new SlowClientTimer(Duration.ofMinutes(1));
  private final AtomicBoolean closed = new AtomicBoolean();
  private final SharedWrites sharedWrites = new SharedWrites();

  @Test
  void aWriteOfTheConnectionsThreadIsEndedByAnInterrupt() {
    var unused = timer.read(() -> new byte[1], 1, true);
    assertThrows(CloseConnectionException.class, () -> write(this::expire));
    assertTrue(Thread.interrupted());
    assertFalse(closed.get());
  }

  @Test
  void aWriteOfAThreadThatServesOthersIsEndedByClosingTheConnection() throws Exception {
    readByOtherThread();
    assertThrows(CloseConnectionException.class, () -> write(this::expire));
    assertFalse(Thread.interrupted());
    assertTrue(closed.get());
  }

  @Test
  void aWriteOfAThreadThatServesOthersThatHasWaitedForbidsMore() throws Exception {
    readByOtherThread();
    write(() -> {});
    assertTrue(sharedWrites.arePermitted());
    write(SlowClientTimerTest::waitTooLong);
    assertFalse(sharedWrites.arePermitted());
  }

  @Test
  void aWriteOfTheConnectionsThreadMayWait() {
    var unused = timer.read(() -> new byte[1], 1, true);
    write(SlowClientTimerTest::waitTooLong);
    assertTrue(sharedWrites.arePermitted());
  }

  @Test
  void aWriteThatFailsLeavesNoWaitBehind() {
    UncheckedIOException failure = new UncheckedIOException(new IOException("reset"));
    Runnable failing =
        () -> {
          throw failure;
        };
    assertThrows(UncheckedIOException.class, () -> write(failing));
    assertEquals(Optional.empty(), timer.currentWait());
  }

  @Test
  void aWaitExpiresAtTheSecondCheckAfterItsDeadline() {
    SlowClientTimer impatient = new SlowClientTimer(Duration.ZERO);
    var unused = impatient.read(() -> new byte[1], 1, true);
    write(impatient, impatient::checkExpired);
    write(impatient, impatient::checkExpired);
    Runnable twice =
        () -> {
          impatient.checkExpired();
          impatient.checkExpired();
        };
    assertThrows(CloseConnectionException.class, () -> write(impatient, twice));
    assertTrue(Thread.interrupted());
  }

  @Test
  void aRestThatDripsExpiresToo() {
    SlowClientTimer impatient = new SlowClientTimer(Duration.ZERO);
    Supplier<byte[]> drip =
        () -> {
          impatient.checkExpired();
          return new byte[0];
        };
    var unused = impatient.read(drip, 1, false);
    assertThrows(CloseConnectionException.class, () -> impatient.read(drip, 1, false));
    assertTrue(Thread.interrupted());
  }

  private void readByOtherThread() throws InterruptedException {
    Thread connection = new Thread(() -> timer.read(() -> new byte[1], 1, true));
    connection.start();
    connection.join();
  }

  private void write(Runnable writing) {
    write(timer, writing);
  }

  private void write(SlowClientTimer by, Runnable writing) {
    by.timeWrites(new PlayedWriter(writing), () -> closed.set(true), sharedWrites)
        .write(BufferData.create("x"));
  }

  private void expire() {
    assertTrue(timer.expire(timer.currentWait().orElseThrow()));
  }

  private static void waitTooLong() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < Duration.ofMillis(30).toNanos()) {
      Thread.onSpinWait();
    }
  }

  /** A writer that does this instead. */
  private record PlayedWriter(Runnable writing) implements DataWriter {

    @Override
    public void write(BufferData... buffers) {
      writing.run();
    }

    @Override
    public void write(BufferData buffer) {
      writing.run();
    }

    @Override
    public void writeNow(BufferData... buffers) {
      writing.run();
    }

    @Override
    public void writeNow(BufferData buffer) {
      writing.run();
    }
  }
}
