package io.github.langfast2api.http.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class SendBufferTest {

  private final AtomicLong now = new AtomicLong();
  private final SharedWrites sharedWrites = new SharedWrites(now::get);
  private final SocketChannel client;
  private final SocketChannel server;
  private final SendBuffer buffer;

  SendBufferTest() throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(loopback)) {
      client = SocketChannel.open();
      // What it takes though nobody reads is not in the buffer.
      client.setOption(StandardSocketOptions.SO_RCVBUF, 1);
      client.connect(listener.getLocalAddress());
      server = listener.accept();
    }
    buffer = new SendBuffer(server.socket(), sharedWrites);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void nothingIsCertainToFitBeforeTheSizeIsFixed() {
    assertFalse(buffer.fits(1));
  }

  /** A channel that does not block tells where one that does would. */
  @ParameterizedTest
  @ValueSource(ints = {1, 200, 1500, 9000, 60_000, 100_000})
  void whatFitsIsWrittenWithoutBlockingThoughTheClientReadsNothing(int bytes) throws IOException {
    server.configureBlocking(false);
    server.setOption(StandardSocketOptions.TCP_NODELAY, true);
    buffer.fixSize();
    int writes = 0;
    for (; buffer.fits(bytes); writes++) {
      buffer.count(bytes);
      assertEquals(bytes, server.write(ByteBuffer.allocate(bytes)), "after " + writes);
    }
    assertTrue(writes > 0, "nothing fitted");
  }

  @Test
  void nothingFitsForAHundredTimesAsLongAsAWriteOfAnyConnectionHasWaited() {
    buffer.fixSize();
    sharedWrites.make(() -> now.addAndGet(TimeUnit.MILLISECONDS.toNanos(5)));
    assertTrue(buffer.fits(1));
    sharedWrites.make(() -> now.addAndGet(TimeUnit.MILLISECONDS.toNanos(30)));
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(3000) - 1);
    assertFalse(buffer.fits(1));
    assertTrue(buffer.hasRoomFor(1));
    now.incrementAndGet();
    assertTrue(buffer.fits(1));
  }

  @Test
  void aWriteThatWaitedAndFailedCountsAsOneThatWaited() {
    buffer.fixSize();
    Runnable failing =
        () -> {
          now.addAndGet(TimeUnit.MILLISECONDS.toNanos(30));
          throw new UncheckedIOException(new IOException("closed"));
        };
    assertThrows(UncheckedIOException.class, () -> sharedWrites.make(failing));
    assertFalse(buffer.fits(1));
  }

  @Test
  void someHundredEventsFit() {
    buffer.fixSize();
    int events = 0;
    for (; buffer.fits(250); events++) {
      buffer.count(250);
    }
    assertTrue(events >= 200, events + " events");
  }

  @Test
  void whatWasWrittenBeforeTheSizeWasFixedCounts() {
    buffer.count(100 << 20);
    buffer.fixSize();
    assertFalse(buffer.fits(1));
  }

  @Test
  void nothingIsCertainToFitOnceTheConnectionIsClosed() throws IOException {
    server.close();
    buffer.fixSize();
    assertFalse(buffer.fits(1));
  }
}
