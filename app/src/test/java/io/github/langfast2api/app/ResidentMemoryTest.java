package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

  @Test
  void itIsWhatLinuxSays() {
    List<String> lines = List.of("VmHWM:\t  200000 kB", "VmRSS:\t  123456 kB", "Threads:\t20");
    assertEquals(OptionalLong.of(123456L * 1024), ResidentMemory.bytes(lines));
  }

  @Test
  void whereItIsNotToldItIsNotKnown() {
    assertEquals(OptionalLong.empty(), ResidentMemory.bytes(List.of("Threads:\t20")));
  }
}
