package io.github.langfast2api.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Makes the sockets of one connection, one after the other, and closes the last one at once: not
 * even a write to a server that reads nothing outlasts that.
 */
final class RedisSocketFactory implements JedisSocketFactory {

  private static final int CONNECT_TIMEOUT_MILLIS = 250;

  /** For each read of a TLS handshake and a sign-in. */
  private static final int HANDSHAKE_TIMEOUT_MILLIS = 500;

  private final RedisSettings settings;
  private final SSLSocketFactory tls;
  private volatile @Nullable Socket last;
  private volatile boolean aborted;

  RedisSocketFactory(RedisSettings settings, SSLSocketFactory tls) {
    this.settings = settings;
    this.tls = tls;
  }

  /** Connects to the first address of the name, of now, that can be connected to. */
  @Override
  public Socket createSocket() {
    try {
      IOException failure = new IOException("a name has an address");
      for (InetAddress address : InetAddress.getAllByName(settings.host())) {
        try {
          return connected(address);
        } catch (IOException e) {
          failure = e;
        }
      }
      throw failure;
    } catch (IOException e) {
      throw new JedisConnectionException("no connection", e);
    }
  }

  private Socket connected(InetAddress address) throws IOException {
    Socket socket = new Socket();
    last = socket;
    try {
      if (aborted) {
        throw new IOException("it took too long");
      }
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.setSoTimeout(HANDSHAKE_TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(address, settings.port()), CONNECT_TIMEOUT_MILLIS);
      return settings.tls() ? secured(socket) : socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket secured(Socket socket) throws IOException {
    SSLSocket secured =
        (SSLSocket) tls.createSocket(socket, settings.host(), settings.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** Lets sockets be made, after {@link #abort}. */
  void begin() {
    aborted = false;
  }

  /** Closes the socket from another thread, or the one that is being made. */
  void abort() {
    aborted = true;
    close();
  }

  void close() {
    Socket socket = last;
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // Nobody uses it any more.
    }
  }
}
