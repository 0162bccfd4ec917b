package io.github.langfast2api.ports.resilience;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "1, 1, -1"})
  void aDeadlineIsPositive(int firstToken, int silence, int total) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Deadlines(
                Duration.ofSeconds(firstToken),
                Duration.ofSeconds(silence),
                Duration.ofSeconds(total)));
  }
}
