package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff();

  @Test
  void theFirstAttemptIsAtOnceAndTheOthersLaterAndLater() {
    assertEquals(Duration.ZERO, backoff.next());
    for (long bound : new long[] {100, 200, 400, 800, 1600, 3200}) {
      long wait = backoff.next().toMillis();
      assertTrue(wait >= bound / 2 && wait <= bound, () -> wait + " of " + bound);
    }
  }

  @Test
  void noWaitIsLongerThanHalfAMinute() {
    for (int i = 0; i < 100; i++) {
      assertTrue(backoff.next().compareTo(Duration.ofSeconds(30)) <= 0);
    }
  }

  @Test
  void aSuccessStartsAnew() {
    Duration unused = backoff.next();
    backoff.reset();
    assertEquals(Duration.ZERO, backoff.next());
  }
}
