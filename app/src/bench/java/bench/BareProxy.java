package bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that a proxy of bytes in Java can be: what is left of a gateway's cost where there is
 * nothing to do. Arguments: how bytes are passed on, its port, and that of the upstream.
 *
 * <p>{@code one-thread}: one thread reads and writes, as nginx does. {@code hand-off}: one thread
 * reads from the upstream, and wakes a virtual thread of the connection, which writes, as the
 * gateway does.
 */
public final class BareProxy {

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int BACKLOG = 4096;

  public static void main(String[] args) throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open().bind(address(args[1]), BACKLOG);
    InetSocketAddress upstream = address(args[2]);
    BareProxy proxy = new BareProxy(args[0].equals("hand-off"));
    Thread.ofPlatform().daemon().start(proxy::select);
    while (true) {
      SocketChannel client = server.accept();
      SocketChannel to = SocketChannel.open(upstream);
      try {
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        to.setOption(StandardSocketOptions.TCP_NODELAY, true);
        proxy.connect(client, to);
      } catch (IOException e) {
        // The client has left already, as who only asks whether somebody listens.
        close(client);
        close(to);
      }
    }
  }

  private static InetSocketAddress address(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  private final boolean handsOff;
  private final Selector selector = Selector.open();
  private final ConcurrentLinkedQueue<Runnable> registrations = new ConcurrentLinkedQueue<>();

  private BareProxy(boolean handsOff) throws IOException {
    this.handsOff = handsOff;
  }

  private void connect(SocketChannel client, SocketChannel upstream) throws IOException {
    if (handsOff) {
      Thread.ofVirtual().start(() -> copy(client, upstream));
      Slot slot = new Slot(client);
      Thread.ofVirtual().start(slot::run);
      register(upstream, slot::put);
    } else {
      register(client, buffer -> write(upstream, buffer));
      register(upstream, buffer -> write(client, buffer));
    }
  }

  private interface Sink {
    void accept(ByteBuffer buffer) throws IOException;
  }

  /** What waits to be written by a virtual thread of its own. */
  private static final class Slot {
    private final SocketChannel to;
    private final ConcurrentLinkedQueue<ByteBuffer> waiting = new ConcurrentLinkedQueue<>();
    private volatile Thread thread;

    Slot(SocketChannel to) {
      this.to = to;
    }

    void put(ByteBuffer buffer) {
      waiting.add(ByteBuffer.allocate(buffer.remaining()).put(buffer).flip());
      LockSupport.unpark(thread);
    }

    void run() {
      thread = Thread.currentThread();
      try {
        while (to.isOpen()) {
          ByteBuffer next = waiting.poll();
          if (next == null) {
            LockSupport.park();
          } else {
            while (next.hasRemaining()) {
              to.write(next);
            }
          }
        }
      } catch (IOException e) {
        close(to);
      }
    }
  }

  private void register(SocketChannel channel, Sink sink) throws IOException {
    channel.configureBlocking(false);
    registrations.add(
        () -> {
          try {
            channel.register(selector, SelectionKey.OP_READ, sink);
          } catch (IOException e) {
            close(channel);
          }
        });
    selector.wakeup();
  }

  private void select() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try {
      while (true) {
        selector.select(key -> read(key, buffer));
        Runnable next = registrations.poll();
        while (next != null) {
          next.run();
          next = registrations.poll();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void read(SelectionKey key, ByteBuffer buffer) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new IOException("ended");
      }
      ((Sink) key.attachment()).accept(buffer.flip());
    } catch (IOException e) {
      key.cancel();
      close(channel);
    }
  }

  private static void write(SocketChannel to, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      while (from.read(buffer.clear()) >= 0) {
        write(to, buffer.flip());
      }
    } catch (IOException e) {
      // Both are closed below.
    }
    close(from);
    close(to);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed nevertheless.
    }
  }
}
