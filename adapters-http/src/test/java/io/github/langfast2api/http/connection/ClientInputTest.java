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
class ClientInputTest {

  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  /** What the client sends; empty stands for its disconnect. */
  private final BlockingQueue<Optional<byte[]>> client = new LinkedBlockingQueue<>();

  private final AtomicInteger reads = new AtomicInteger();
  private final ClientInput input = new ClientInput(this::read);

  private byte @Nullable [] read() {
    reads.incrementAndGet();
    try {
      return client.take().orElse(null);
    } catch (InterruptedException e) {
      throw new IllegalStateException("a read was interrupted", e);
    }
  }

  @Test
  void withoutDisconnectDetectionItReadsOnDemand() {
    client.add(Optional.of(ONE));
    assertArrayEquals(ONE, input.get());
    client.add(Optional.empty());
    assertNull(input.get());
  }

  @Test
  void aDisconnectInterruptsTheThreadThatDetectsIt() {
    input.startDisconnectDetection();
    client.add(Optional.empty());
    assertThrows(InterruptedException.class, () -> Thread.sleep(Answer.EVER));
    assertTrue(input.stopDisconnectDetection(), "the client has disconnected");
    assertNull(input.get());
  }

  @Test
  void anEarlierDisconnectInterruptsAtOnce() {
    input.startDisconnectDetection();
    client.add(Optional.empty());
    assertThrows(InterruptedException.class, () -> Thread.sleep(Answer.EVER));
    input.startDisconnectDetection();
    assertTrue(Thread.interrupted(), "it was not interrupted");
  }

  @Test
  void aDisconnectAfterDetectionInterruptsNobody() {
    input.startDisconnectDetection();
    assertFalse(input.stopDisconnectDetection(), "the client has not disconnected");
    client.add(Optional.empty());
    assertNull(input.get());
    assertFalse(Thread.interrupted(), "it was interrupted");
  }

  @Test
  void bytesThatAreReadAheadStayInOrder() {
    input.startDisconnectDetection();
    client.add(Optional.of(ONE));
    client.add(Optional.of(TWO));
    Moments.until("both were read ahead", () -> reads.get() == 3);
    assertFalse(input.stopDisconnectDetection(), "the client has not disconnected");
    assertArrayEquals(ONE, input.get());
    assertArrayEquals(TWO, input.get());
  }

  @Test
  void aReadThatOutlivesDetectionBringsTheNextBytes() {
    input.startDisconnectDetection();
    Moments.until("it reads ahead", () -> reads.get() == 1);
    assertFalse(input.stopDisconnectDetection(), "the client has not disconnected");
    client.add(Optional.of(ONE));
    assertArrayEquals(ONE, input.get());
    client.add(Optional.of(TWO));
    assertArrayEquals(TWO, input.get());
  }

  @Test
  void readAheadStopsAtItsLimit() {
    byte[] much = new byte[40_000];
    input.startDisconnectDetection();
    for (int i = 0; i < 10; i++) {
      client.add(Optional.of(much));
    }
    Moments.until("the buffer is full", () -> client.size() == 8);
    Moments.pass(Duration.ofMillis(50));
    assertEquals(8, client.size());
    assertFalse(input.stopDisconnectDetection(), "the client has not disconnected");
    for (int i = 0; i < 10; i++) {
      assertArrayEquals(much, input.get());
    }
  }

  @Test
  void aWaitForReadAheadCanBeInterrupted() {
    input.startDisconnectDetection();
    Moments.until("it reads ahead", () -> reads.get() == 1);
    assertFalse(input.stopDisconnectDetection(), "the client has not disconnected");
    Thread.currentThread().interrupt();
    assertThrows(ServerConnectionException.class, input::get);
    assertTrue(Thread.interrupted(), "the interrupt was lost");
  }

  @Test
  void aLingeringCloseReadsTheRestOfAnUnreadRequest() throws InterruptedException {
    input.requestLeftUnread();
    client.add(Optional.of(ONE));
    client.add(Optional.of(TWO));
    client.add(Optional.empty());
    input.lingeringClose();
    assertEquals(3, reads.get());
  }

  @Test
  void aLingeringCloseEndsWhenTheClientPauses() throws InterruptedException {
    input.requestLeftUnread();
    client.add(Optional.of(ONE));
    input.lingeringClose();
    assertEquals(2, reads.get());
  }

  @Test
  void aConnectionWhoseRequestWasReadClosesAtOnce() throws InterruptedException {
    client.add(Optional.of(ONE));
    input.lingeringClose();
    assertEquals(0, reads.get());
  }
}
