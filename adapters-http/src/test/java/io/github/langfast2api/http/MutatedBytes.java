package io.github.langfast2api.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes of which some are others than they were. */
final class MutatedBytes {

  /** What has a meaning somewhere in HTTP or JSON. */
  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\r\n\r\n",
          "\n",
          "\r",
          "\0",
          " ",
          ":",
          ";",
          ",",
          "%00",
          "%",
          "{",
          "}",
          "\"",
          "\\ud800",
          "\ufeff",
          "0\r\n\r\n",
          "Content-Length: 5\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Content-Encoding: gzip\r\n",
          "Expect: 100-continue\r\n",
          "Connection: close\r\n",
          "Upgrade: h2c\r\n",
          "Host: x\r\n",
          "HTTP/1.0",
          "99999999999999999999");

  private MutatedBytes() {}

  /** Changed in one to four places. */
  static byte[] of(byte[] bytes, Random random) {
    byte[] mutated = bytes;
    for (int i = random.nextInt(1, 5); i > 0 && mutated.length > 0; i--) {
      mutated = changed(mutated, random);
    }
    return mutated;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 4));
    return switch (random.nextInt(8)) {
      case 0, 1 -> spliced(bytes, at, new byte[] {(byte) random.nextInt()}, at + 1);
      case 2 ->
          spliced(bytes, at, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))}, at + 1);
      case 3 -> spliced(bytes, at, new byte[0], end);
      case 4 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, end), at);
      case 5 ->
          spliced(bytes, at, Arrays.copyOfRange(bytes, at, end), random.nextInt(at, bytes.length));
      case 6 -> spliced(bytes, at, word(random), at + random.nextInt(2));
      default ->
          random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : spliced(bytes, at, word(random), end);
    };
  }

  private static byte[] word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes before {@code at}, these, and those from {@code end} on. */
  private static byte[] spliced(byte[] bytes, int at, byte[] these, int end) {
    byte[] result = Arrays.copyOf(bytes, at + these.length + bytes.length - end);
    System.arraycopy(these, 0, result, at, these.length);
    System.arraycopy(bytes, end, result, at + these.length, bytes.length - end);
    return result;
  }
}
