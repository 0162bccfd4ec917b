package io.github.langfast2api.langfast.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text of some length",
        "é",
        "\u4f60\u597d",
        "\ud83d\ude00 and \uFFFF",
        "\u0000\u007f\u0080\u07ff\u0800"
      })
  void textIsValid(String text) {
    assertTrue(Utf8.isValid(Utf8Slice.of(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c3",
        "c328",
        "c0af",
        "e080af",
        "eda080",
        "f08080af",
        "f4908080",
        "ff",
        "e4bd",
        "6161616161616161e4bd"
      })
  void whatIsCutOverlongASurrogateOrOutOfRangeIsNot(String hex) {
    assertFalse(isValid(HexFormat.of().parseHex(hex)));
  }

  @Property(tries = 5000)
  void thePlatformsDecoderAgrees(@ForAll @Size(max = 24) byte[] bytes) {
    assertEquals(decodes(bytes), isValid(bytes));
  }

  @Property(tries = 2000)
  void thePlatformsDecoderAgreesBehindAndBeforePlainText(@ForAll @Size(max = 6) byte[] bytes) {
    ByteBuffer text = ByteBuffer.allocate(100 + bytes.length);
    text.put(plain(70)).put(bytes).put(plain(30));
    assertEquals(decodes(bytes), isValid(text.array()));
  }

  private static byte[] plain(int length) {
    return "x".repeat(length).getBytes(UTF_8);
  }

  /** Within other bytes, which are none of its business. */
  private static boolean isValid(byte[] bytes) {
    byte[] around = new byte[bytes.length + 20];
    Arrays.fill(around, (byte) 0x80);
    System.arraycopy(bytes, 0, around, 10, bytes.length);
    return Utf8.isValid(new Utf8Slice(around, 10, 10 + bytes.length));
  }

  private static boolean decodes(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
