package io.github.langfast2api.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer as it came over the wire, read by the letter of HTTP/1.1 and with no mercy.
 *
 * @param headers by their names in small letters
 */
record RawAnswer(int status, Map<String, List<String>> headers, String body) {

  /**
   * The next answer, or none at the end of the connection.
   *
   * @throws EOFException if the connection ends within it
   * @throws AssertionError if it is no HTTP
   */
  static Optional<RawAnswer> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    String line = (char) first + line(in);
    if (!line.matches("HTTP/1\\.1 [1-5][0-9]{2} [ -~]*")) {
      throw new AssertionError("no status line: " + line);
    }
    int status = Integer.parseInt(line.substring(9, 12));
    Map<String, List<String>> headers = headers(in);
    return status == 100
        ? read(in)
        : Optional.of(new RawAnswer(status, headers, text(body(in, headers))));
  }

  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new AssertionError("more than one " + name + ": " + values);
    }
    return values.stream().findFirst();
  }

  private static Map<String, List<String>> headers(InputStream in) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (!line.matches("[A-Za-z0-9-]+: ?[ -~]*")) {
        throw new AssertionError("no header: " + line);
      }
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
    if (codings.equals(List.of("chunked")) && lengths.isEmpty()) {
      return chunks(in);
    }
    if (lengths.size() == 1 && codings.isEmpty()) {
      return exactly(in, Integer.parseInt(lengths.getFirst()));
    }
    throw new AssertionError("nobody can tell the length of the body: " + headers);
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.write(exactly(in, size));
      requireEmpty(line(in));
    }
    requireEmpty(line(in));
    return body.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static void requireEmpty(String line) {
    if (!line.isEmpty()) {
      throw new AssertionError("not the end of a chunk: " + line);
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("cut after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("cut after " + line);
      }
      line.append((char) b);
    }
    if (in.read() != '\n') {
      throw new AssertionError("a line ends in half: " + line);
    }
    return line.toString();
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("a body is no UTF-8", e);
    }
  }
}
