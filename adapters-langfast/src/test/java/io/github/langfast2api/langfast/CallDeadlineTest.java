package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.langfast2api.domain.ChatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallDeadlineTest {

  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    server =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aConnectionOfAPlatformThreadIsClosedWhenItsTimeIsOver() throws Exception {
    CallDeadline deadline = new CallDeadline("connect", Duration.ofMillis(100));
    assertThrows(
        UncheckedIOException.class,
        () -> deadline.connectWithin(this::connectAndRead, read -> fail("it was made")));
    assertClosed();
  }

  @Test
  void aConnectionOfAPlatformThreadIsClosedWhenItsCallerIsInterrupted() throws Exception {
    CallDeadline deadline = new CallDeadline("connect", Duration.ofDays(1));
    Thread caller = Thread.currentThread();
    assertThrows(
        ChatException.class,
        () ->
            deadline.connectWithin(
                opened ->
                    connectAndRead(
                        channel -> {
                          opened.accept(channel);
                          caller.interrupt();
                        }),
                read -> fail("it was made")));
    assertTrue(Thread.interrupted());
    assertClosed();
  }

  @Test
  void whoConnectsOnAPlatformThreadIsNoVirtualThread() {
    CallDeadline deadline = new CallDeadline("connect", Duration.ofDays(1));
    boolean virtual =
        deadline.connectWithin(opened -> Thread.currentThread().isVirtual(), result -> {});
    assertFalse(virtual);
  }

  @Test
  void aConnectionThatWasMadeStaysOpen() throws Exception {
    CallDeadline deadline = new CallDeadline("connect", Duration.ofDays(1));
    try (SocketChannel channel =
            deadline.connectWithin(this::connect, result -> fail("it was discarded"));
        SocketChannel peer = server.accept()) {
      assertEquals(1, channel.write(ByteBuffer.allocate(1)));
      assertEquals(1, peer.read(ByteBuffer.allocate(1)));
    }
  }

  private int connectAndRead(Consumer<Channel> opened) {
    try {
      return connect(opened).socket().getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SocketChannel connect(Consumer<Channel> opened) {
    try {
      SocketChannel channel = SocketChannel.open(server.getLocalAddress());
      opened.accept(channel);
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertClosed() throws IOException {
    try (SocketChannel peer = server.accept()) {
      assertEquals(-1, peer.read(ByteBuffer.allocate(1)));
    }
  }
}
