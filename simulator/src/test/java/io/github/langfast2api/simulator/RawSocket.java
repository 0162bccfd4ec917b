package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that writes its bytes by hand, right ones and wrong ones. */
final class RawSocket implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;
  final String head;

  RawSocket(URI uri) {
    try {
      socket = new Socket(uri.getHost(), uri.getPort());
      socket.setSoTimeout((int) Waiting.SECONDS * 1000);
      in = new DataInputStream(socket.getInputStream());
      send(
          """
          GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
          Host: localhost\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          Sec-WebSocket-Version: 13\r
          \r
          """
              .getBytes(StandardCharsets.US_ASCII));
      head = readHead();
      assertTrue(readFrame().startsWith("81 0{"), "the open packet");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sendText(String text) {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a masked frame whose head starts with this byte. */
  void frame(int first, byte... payload) {
    byte[] mask = {1, 2, 3, 4};
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(mask);
    for (int at = 0; at < payload.length; at++) {
      frame.write(payload[at] ^ mask[at % 4]);
    }
    send(frame.toByteArray());
  }

  void send(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame's first byte and its payload; a close frame's code as a number. */
  String readFrame() {
    try {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
      boolean hasCode = first == 0x88 && payload.length > 1;
      String text =
          hasCode
              ? Integer.toString(((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF))
              : new String(payload, StandardCharsets.UTF_8);
      return Integer.toHexString(first) + " " + text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server ended the connection. */
  boolean isAtEnd() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private String readHead() throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith("\r\n\r\n")) {
      read.append((char) in.readUnsignedByte());
    }
    return read.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
