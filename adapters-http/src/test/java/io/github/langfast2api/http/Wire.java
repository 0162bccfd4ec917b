package io.github.langfast2api.http;

import io.github.langfast2api.ports.contract.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection of which every byte is seen. Reads do not wait for ever. */
final class Wire implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  private Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  static Wire to(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout((int) Answer.EVER.toMillis());
      socket.setTcpNoDelay(true);
      return new Wire(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A chat request as bytes on the wire. */
  static String chat(String body, String... headers) {
    return request("POST /v1/chat/completions", headers)
        .replace(
            "\r\n\r\n",
            "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body);
  }

  static String get(String path, String... headers) {
    return request("GET " + path, headers);
  }

  static String head(String path) {
    return request("HEAD " + path);
  }

  private static String request(String line, String... headers) {
    StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  Wire send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  Wire send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes back, as it comes. */
  InputStream input() {
    return in;
  }

  /**
   * All bytes to the end of the connection. Once nothing comes for this long, the sending half is
   * shut down: who waits for more will then know.
   */
  Heard hear(Duration quiet) {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    try {
      socket.setSoTimeout((int) quiet.toMillis());
      try {
        var unused = in.transferTo(heard);
        return new Heard(new ByteArrayInputStream(heard.toByteArray()), true);
      } catch (SocketTimeoutException e) {
        socket.setSoTimeout((int) Answer.EVER.toMillis());
        socket.shutdownOutput();
        var unused = in.transferTo(heard);
        return new Heard(new ByteArrayInputStream(heard.toByteArray()), false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param ended whether the other side ended the connection by itself
   */
  record Heard(InputStream bytes, boolean ended) {}

  /** All bytes up to and with this text. */
  String readThrough(String end) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    while (!seen.toString(StandardCharsets.UTF_8).endsWith(end)) {
      int b = read();
      if (b < 0) {
        throw new AssertionError("the end came before " + end + " after: " + seen);
      }
      seen.write(b);
    }
    return seen.toString(StandardCharsets.UTF_8);
  }

  /** All bytes to the end of the connection. */
  String readToEnd() {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end of the connection, by the rules or not; whether nothing came before. */
  boolean endsWithoutAnswer() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether more can be sent. */
  boolean takes(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    leave();
  }

  /** Leaves as a program does that ends. */
  void leave() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves as a killed program does. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    leave();
  }

  /** Leaves as far as anybody can tell, and can still be told something. */
  void shutdownOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int read() {
    try {
      return in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
