package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketLogTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2 | 2 (1 bytes)",
        "3probe | … (6 bytes)",
        "40{\"token\":\"secret\"} | 40{…} (20 bytes)",
        "40{\"sid\":\"abc\"} | 40{…} (15 bytes)",
        "0{\"sid\":\"a\",\"pingInterval\":25000,\"upgrades\":[]} | 0{pingInterval:25000 …} (47"
            + " bytes)",
        "44{\"message\":\"bad secret\"} | 44{…} (26 bytes)",
        "42/ns,7[\"x\",{\"status\":\"failed\"}] | 42/ns,7[\"x\",{status:\"failed\"} (32 bytes)",
        "42[\"x\",{\"executionId\":\"a-1\",\"status\":\"in progress of you\",\"content\":\"Hi\"}]"
            + " | 42[\"x\",{executionId:\"a-1\" status:… …} (74 bytes)",
        "42[\"x\",{\"text\":\"Hi\",\"delta\":{\"status\":\"Hi\"},\"executionId\":7}]"
            + " | 42[\"x\",{executionId:7 …} (61 bytes)",
        "42[\"x\",\"{\\\"content\\\":\\\"Hi\\\"}\"] | 42[\"x\",… (30 bytes)",
        "42[\"tell me a secret\",1] | 42[…,… (24 bytes)",
        "42[\"x\"] | 42[\"x\"] (7 bytes)",
        "42[\"x\",{\"secret\":\"cut off | 42… (25 bytes, malformed)",
        "42secret[1] | …[1] (11 bytes)",
        "secret | … (6 bytes)",
      })
  void onlyWhatIsKnownToBeHarmlessIsShown(String packet, String shown) {
    assertEquals(shown, PacketLog.masked(Utf8Slice.of(packet)));
  }

  @Test
  void aMemberWithAKnownNameAndALongValueIsNotShown() {
    String packet = "42[\"x\",{\"status\":\"" + "x".repeat(1000) + "\"}]";
    assertEquals("42[\"x\",{status:…} (1021 bytes)", PacketLog.masked(Utf8Slice.of(packet)));
  }
}
