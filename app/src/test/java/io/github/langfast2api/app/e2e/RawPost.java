package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A request on a bare socket, whose response is read while its body is still being sent: of one
 * that is refused before its end no other client hears reliably.
 *
 * @param status the status; 0 if the connection ended without a response
 * @param head status line and headers, in lower case
 * @param body as much of it as a test wants to see
 */
record RawPost(int status, String head, String body) {

  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int MAX_BODY_BYTES = 4096;

  /** Whether it is an answer that a gateway may give when it is asked for too much. */
  boolean isGraceful() {
    return status >= 200 && (status < 500 || (status == 503 && head.contains("\nretry-after: ")));
  }

  /** Posts a chat completion. */
  static RawPost chat(String url, byte[] body, String... headers) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      Thread unused = Thread.ofVirtual().start(() -> send(socket, body, headers));
      return read(socket.getInputStream());
    } catch (IOException e) {
      return new RawPost(0, String.valueOf(e.getMessage()), "");
    }
  }

  private static void send(Socket socket, byte[] body, String... headers) {
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Authorization: Bearer sk-first\r\nContent-Type: application/json\r\n"
            + (String.join("", headers).contains("chunked")
                ? ""
                : "Content-Length: " + body.length + "\r\n")
            + String.join("", headers)
            + "\r\n";
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(US_ASCII));
      out.write(body);
      out.flush();
    } catch (IOException e) {
      // It was refused before its end.
    }
  }

  private static RawPost read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        return new RawPost(0, head.toString(), "");
      }
      head.append((char) octet);
    }
    byte[] body = in.readNBytes(MAX_BODY_BYTES);
    long unused = in.transferTo(OutputStream.nullOutputStream());
    String lines = head.toString().toLowerCase(Locale.ROOT);
    return new RawPost(
        Integer.parseInt(lines, "http/1.1 ".length(), "http/1.1 200".length(), 10),
        lines,
        new String(body, ISO_8859_1));
  }
}
