package io.github.langfast2api.langfast;

import static io.github.langfast2api.langfast.ReadPacing.PAUSE_NANOS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReadPacingTest {

  private boolean unwatched = true;
  private final ReadPacing pacing = new ReadPacing(() -> unwatched, 0);

  @Test
  void readsThatNobodyWaitsForArePausedWhileTheyAreFrequent() {
    assertEquals(0, pacing.pauseNanos(0));
    long now = 1;
    assertEquals(PAUSE_NANOS, pacing.pauseNanos(now));
    // The next is due when the pause is over.
    now += PAUSE_NANOS;
    assertEquals(PAUSE_NANOS, pacing.pauseNanos(now));
  }

  @Test
  void aReadThatSomebodyWaitsForIsNotPaused() {
    assertEquals(0, pacing.pauseNanos(0));
    unwatched = false;
    assertEquals(0, pacing.pauseNanos(1));
  }

  @Test
  void readsThatAreRareAlreadyAreNotPaused() {
    for (long now = 0; now < 10 * PAUSE_NANOS; now += 2 * PAUSE_NANOS) {
      assertEquals(0, pacing.pauseNanos(now));
    }
  }
}
