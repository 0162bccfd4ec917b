package io.github.langfast2api.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy before a server, which can be slow. */
final class RedisProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int delayMillis;
  private volatile boolean dripping;
  private volatile boolean unread;

  RedisProxy(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::accept);
  }

  RedisSettings settings(String prefix) {
    return RedisSettings.of("redis://127.0.0.1:" + listener.getLocalPort(), prefix);
  }

  /** Answers so much later from now on. */
  void delay(int millis) {
    delayMillis = millis;
  }

  /** Answers a byte at a time, each within the deadline, for ever: zeros follow a number. */
  void drip(boolean on) {
    dripping = on;
  }

  /** Reads nothing of what is sent. */
  void readNothing(boolean on) {
    unread = on;
  }

  /** Closes all connections. */
  void cut() {
    sockets.forEach(RedisProxy::close);
    sockets.clear();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        Thread.ofPlatform().daemon().start(() -> requests(client, server));
        Thread.ofPlatform().daemon().start(() -> replies(server, client));
      } catch (IOException e) {
        // It is closed, or the server is.
      }
    }
  }

  private void requests(Socket client, Socket server) {
    try (client;
        server) {
      byte[] buffer = new byte[65536];
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      while (true) {
        while (unread && !client.isClosed()) {
          pause(5);
        }
        int n = in.read(buffer);
        if (n < 0) {
          return;
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // Either side has closed it.
    }
  }

  private void replies(Socket server, Socket client) {
    try (client;
        server) {
      byte[] buffer = new byte[65536];
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        pause(delayMillis);
        if (dripping) {
          drip(out);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // Either side has closed it.
    }
  }

  private void drip(OutputStream out) throws IOException {
    out.write('$');
    while (dripping) {
      out.write('0');
      pause(10);
    }
    throw new IOException("the rest would be no reply");
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    dripping = false;
    unread = false;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
