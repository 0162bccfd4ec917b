package io.github.langfast2api.langfast.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Validates UTF-8 (RFC 3629) without decoding it. */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BLOCK_BYTES = 4 * Long.BYTES;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether the bytes are well-formed UTF-8 as a whole. */
  static boolean isValid(Utf8Slice text) {
    byte[] bytes = text.bytes();
    int at = text.from();
    while (text.to() - at >= BLOCK_BYTES && isAscii(bytes, at)) {
      at += BLOCK_BYTES;
    }
    while (at < text.to()) {
      if (text.to() - at >= Long.BYTES && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
        at += Long.BYTES;
        continue;
      }
      int length = sequenceLength(bytes, at, text.to());
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** Whether a block of 32 bytes is all ASCII. */
  private static boolean isAscii(byte[] bytes, int at) {
    long all =
        (long) LONGS.get(bytes, at)
            | (long) LONGS.get(bytes, at + 8)
            | (long) LONGS.get(bytes, at + 16)
            | (long) LONGS.get(bytes, at + 24);
    return (all & HIGH_BITS) == 0;
  }

  /** The length in bytes of the well-formed sequence at this index; 0 if there is none. */
  private static int sequenceLength(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    if (second < minSecond(lead) || second > maxSecond(lead)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static int minSecond(int lead) {
    return switch (lead) {
      case 0xE0 -> 0xA0; // less would be overlong
      case 0xF0 -> 0x90; // less would be overlong
      default -> 0x80;
    };
  }

  private static int maxSecond(int lead) {
    return switch (lead) {
      case 0xED -> 0x9F; // more would be a surrogate
      case 0xF4 -> 0x8F; // more would be beyond U+10FFFF
      default -> 0xBF;
    };
  }
}
