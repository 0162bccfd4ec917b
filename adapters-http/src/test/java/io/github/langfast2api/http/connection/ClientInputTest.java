package io.github.langfast2api.http.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.helidon.webserver.ServerConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  /** What the client does; empty is its leaving. */
  private final BlockingQueue<Optional<byte[]>> client = new LinkedBlockingQueue<>();

  private final AtomicInteger reads = new AtomicInteger();
  private final ReadAhead readAhead = new ReadAhead(this::read);

  private byte @Nullable [] read() {
    reads.incrementAndGet();
    try {
      return client.take().orElse(null);
    } catch (InterruptedException e) {
      throw new IllegalStateException("a read was interrupted", e);
    }
  }

  @Test
  void withoutAWatchItReadsWhenItIsAsked() {
    client.add(Optional.of(ONE));
    assertArrayEquals(ONE, readAhead.get());
    client.add(Optional.empty());
    assertNull(readAhead.get());
  }

  @Test
  void whoLeavesInterruptsTheWatcher() {
    readAhead.watch();
    client.add(Optional.empty());
    assertThrows(InterruptedException.class, () -> Thread.sleep(Answer.EVER));
    assertTrue(readAhead.unwatch(), "the client has left");
    assertNull(readAhead.get());
  }

  @Test
  void whoHasLeftInterruptsTheNextWatcherAtOnce() {
    readAhead.watch();
    client.add(Optional.empty());
    assertThrows(InterruptedException.class, () -> Thread.sleep(Answer.EVER));
    readAhead.watch();
    assertTrue(Thread.interrupted(), "it was not interrupted");
  }

  @Test
  void whoLeavesAfterTheWatchInterruptsNobody() {
    readAhead.watch();
    assertFalse(readAhead.unwatch(), "the client has not left");
    client.add(Optional.empty());
    assertNull(readAhead.get());
    assertFalse(Thread.interrupted(), "it was interrupted");
  }

  @Test
  void whatComesDuringTheWatchIsKeptInOrder() {
    readAhead.watch();
    client.add(Optional.of(ONE));
    client.add(Optional.of(TWO));
    Moments.until("both were read ahead", () -> reads.get() == 3);
    assertFalse(readAhead.unwatch(), "the client has not left");
    assertArrayEquals(ONE, readAhead.get());
    assertArrayEquals(TWO, readAhead.get());
  }

  @Test
  void theReadThatOutlivesTheWatchBringsWhatComesNext() {
    readAhead.watch();
    Moments.until("it reads ahead", () -> reads.get() == 1);
    assertFalse(readAhead.unwatch(), "the client has not left");
    client.add(Optional.of(ONE));
    assertArrayEquals(ONE, readAhead.get());
    client.add(Optional.of(TWO));
    assertArrayEquals(TWO, readAhead.get());
  }

  @Test
  void aClientThatTalksOnHasToWait() {
    byte[] much = new byte[40_000];
    readAhead.watch();
    for (int i = 0; i < 10; i++) {
      client.add(Optional.of(much));
    }
    Moments.until("there is no room left", () -> client.size() == 8);
    Moments.pass(Duration.ofMillis(50));
    assertEquals(8, client.size());
    assertFalse(readAhead.unwatch(), "the client has not left");
    for (int i = 0; i < 10; i++) {
      assertArrayEquals(much, readAhead.get());
    }
  }

  @Test
  void whoWaitsForTheReadAheadCanBeInterrupted() {
    readAhead.watch();
    Moments.until("it reads ahead", () -> reads.get() == 1);
    assertFalse(readAhead.unwatch(), "the client has not left");
    Thread.currentThread().interrupt();
    assertThrows(ServerConnectionException.class, readAhead::get);
    assertTrue(Thread.interrupted(), "the interrupt was lost");
  }

  @Test
  void aClientIsHeardOutWhereItsRequestWasNotRead() throws InterruptedException {
    readAhead.leaveRest();
    client.add(Optional.of(ONE));
    client.add(Optional.of(TWO));
    client.add(Optional.empty());
    readAhead.lingeringClose();
    assertEquals(3, reads.get());
  }

  @Test
  void aClientThatIsQuietIsNotWaitedForLong() throws InterruptedException {
    readAhead.leaveRest();
    client.add(Optional.of(ONE));
    readAhead.lingeringClose();
    assertEquals(2, reads.get());
  }

  @Test
  void aClientWhoseRequestWasReadIsNotHeardOut() throws InterruptedException {
    client.add(Optional.of(ONE));
    readAhead.lingeringClose();
    assertEquals(0, reads.get());
  }
}
