package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.langfast2api.domain.ChatFailure.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatFailureTest {

  @ParameterizedTest
  @CsvSource({
    "FIRST_TOKEN, 30000, the first token took longer than 30 s.",
    "TOTAL,       1500,  the whole answer took longer than 1500 ms.",
  })
  void aTimeoutTellsWhatTookLongerThanWhat(Clock clock, long millis, String told) {
    ChatFailure failure = new ChatFailure.TimedOut(clock, Duration.ofMillis(millis));
    assertEquals("The upstream did not answer in time: " + told, failure.message());
  }

  @Test
  void anExceptionSaysWhatItsFailureSays() {
    ChatFailure failure = new ChatFailure.UnknownModel("m", List.of("a", "b"));
    RuntimeException cause = new IllegalStateException();
    assertEquals(
        "The model `m` does not exist or you do not have access to it. There are: a, b.",
        failure.message());
    assertEquals(failure.message(), new ChatException(failure).getMessage());
    assertSame(cause, new ChatException(failure, cause).getCause());
    assertSame(failure, new ChatException(failure, cause).failure());
  }
}
