package io.github.langfast2api.langfast.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PlainSocket;
import io.helidon.common.socket.TlsSocket;
import io.helidon.webclient.api.ClientConnection;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLSocket;

/**
 * A connection of an {@link UpstreamClient}. One thread reads and one writes; any thread closes it.
 * It has no read timeout: whoever calls bounds the call.
 */
public final class UpstreamConnection implements ClientConnection {

  private final SocketChannel channel;
  private final HelidonSocket socket;
  private final DataReader reader;
  private final DataWriter writer = new SocketWriter();
  private final String channelId;

  /**
   * @param channel is connected
   * @param over the channel's own socket, or the TLS socket that is layered over it
   */
  UpstreamConnection(SocketChannel channel, Socket over) {
    this.channel = channel;
    this.channelId = "0x" + HexFormat.of().toHexDigits(System.identityHashCode(channel));
    this.socket =
        over instanceof SSLSocket secure
            ? TlsSocket.client(secure, channelId)
            : PlainSocket.client(over, channelId);
    this.reader = DataReader.create(socket);
  }

  /**
   * Whether the server has neither ended the connection nor sent anything that was not read. For a
   * connection that nobody reads. Does not block.
   */
  public boolean isQuiet() {
    if (reader.available() > 0) {
      return false;
    }
    try {
      channel.configureBlocking(false);
      boolean quiet = channel.read(ByteBuffer.allocate(1)) == 0;
      channel.configureBlocking(true);
      return quiet;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public DataReader reader() {
    return reader;
  }

  @Override
  public DataWriter writer() {
    return writer;
  }

  @Override
  public String channelId() {
    return channelId;
  }

  @Override
  public HelidonSocket helidonSocket() {
    return socket;
  }

  /** Has no effect. */
  @Override
  public void readTimeout(Duration readTimeout) {}

  /** Closes the connection, since it belongs to no pool of Helidon's. */
  @Override
  public void releaseResource() {
    closeResource();
  }

  @Override
  public void closeResource() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed nevertheless.
    }
  }

  /** Writes without a buffer. */
  private final class SocketWriter implements DataWriter {

    @Override
    public void write(BufferData... buffers) {
      for (BufferData buffer : buffers) {
        write(buffer);
      }
    }

    @Override
    public void write(BufferData buffer) {
      socket.write(buffer);
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
