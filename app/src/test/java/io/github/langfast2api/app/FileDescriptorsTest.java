package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDescriptorsTest {

  @ParameterizedTest
  @CsvSource({
    "0,      256,        128",
    "0,      1024,       704",
    "0,      65536,      16000",
    "0,      2147483647, 16000",
    "0,      10,         16",
    "100,    256,        100",
    "1000,   256,        128",
    "100000, 1048576,    100000",
  })
  void connectionsLeaveDescriptorsForOthers(int configured, long limit, int connections) {
    assertEquals(connections, FileDescriptors.maxConnections(configured, limit));
  }

  @Test
  void theLimitIsReadAsLinuxTellsIt() {
    String head = "Limit                     Soft Limit           Hard Limit           Units     ";
    String files = "Max open files            256                  4096                 files     ";
    assertEquals(256, FileDescriptors.limit(List.of(head, files)));
    assertEquals(
        Integer.MAX_VALUE, FileDescriptors.limit(List.of(files.replace("256      ", "unlimited"))));
    assertEquals(4096, FileDescriptors.limit(List.of(head)));
  }
}
