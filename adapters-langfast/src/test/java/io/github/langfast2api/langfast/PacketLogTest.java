package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketLogTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2 | 2",
        "40{\"token\":\"secret\"} | 40{\"token\":\"****\"}",
        "42[\"x\",{\"access_token\" : \"a.b\",\"n\":1}] | 42[\"x\",{\"access_token\" :"
            + " \"****\",\"n\":1}]",
        "44{\"message\":\"bad eyJhbGciOi.eyJzdWIi.c2ln-X_\"} | 44{\"message\":\"bad ****\"}",
        "42[\"x\",{\"n\":1,\"content\":\"Hi\"}] | 42[\"x\",{\"n\":1,\"… (30 characters)",
        "42[\"x\",{\"token\":\"cut off | 42[\"x\",{\"token\":\"****",
      })
  void neitherTokensNorWhatAModelSaysAreShown(String packet, String shown) {
    assertEquals(shown, PacketLog.masked(packet));
  }

  @Test
  void ofALongPacketTheBeginningIsShown() {
    assertEquals("x".repeat(300) + "… (1000 characters)", PacketLog.masked("x".repeat(1000)));
  }
}
