package io.github.langfast2api.langfast.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are UTF-8 (RFC 3629), told without decoding them. */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int FOUR = 4 * Long.BYTES;
  private static final long NON_ASCII = 0x8080808080808080L;

  private Utf8() {}

  static boolean isValid(Utf8Slice text) {
    byte[] bytes = text.bytes();
    int at = text.from();
    while (text.to() - at >= FOUR && isAscii(bytes, at)) {
      at += FOUR;
    }
    while (at < text.to()) {
      if (text.to() - at >= Long.BYTES && ((long) LONGS.get(bytes, at) & NON_ASCII) == 0) {
        at += Long.BYTES;
        continue;
      }
      int length = sequence(bytes, at, text.to());
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /** Whether four times eight bytes are. */
  private static boolean isAscii(byte[] bytes, int at) {
    long all =
        (long) LONGS.get(bytes, at)
            | (long) LONGS.get(bytes, at + 8)
            | (long) LONGS.get(bytes, at + 16)
            | (long) LONGS.get(bytes, at + 24);
    return (all & NON_ASCII) == 0;
  }

  /** The length of the well-formed sequence at this place; 0 if there is none. */
  private static int sequence(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xFF;
    if (second < lowestSecond(lead) || second > highestSecond(lead)) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static int lowestSecond(int lead) {
    return switch (lead) {
      case 0xE0 -> 0xA0; // shorter sequences say the same
      case 0xF0 -> 0x90; // likewise
      default -> 0x80;
    };
  }

  private static int highestSecond(int lead) {
    return switch (lead) {
      case 0xED -> 0x9F; // surrogates
      case 0xF4 -> 0x8F; // beyond U+10FFFF
      default -> 0xBF;
    };
  }
}
