package io.github.langfast2api.ports.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimeoutSweeperTest {

  private final BlockingQueue<String> checked = new LinkedBlockingQueue<>();

  @Test
  void whatIsWatchedIsCheckedAgainAndAgain() throws InterruptedException {
    TimeoutSweeper<String> sweeper = new TimeoutSweeper<>(checked::add);
    sweeper.add("a");
    assertEquals("a", checked.take());
    assertEquals("a", checked.take());
    sweeper.remove("a");
  }

  @Test
  void whatIsRemovedIsNotCheckedByLaterSweeps() throws InterruptedException {
    TimeoutSweeper<String> sweeper = new TimeoutSweeper<>(checked::add);
    sweeper.add("a");
    sweeper.add("b");
    assertTrue(checked.take().matches("a|b"));
    sweeper.remove("a");
    sweeper.add("c"); // waits for the sweep that may still check it
    checked.clear();
    for (int i = 0; i < 4; i++) {
      assertTrue(checked.take().matches("b|c"));
    }
    sweeper.remove("b");
    sweeper.remove("c");
  }

  @Test
  void aCheckThatThrowsEndsNoOther() throws InterruptedException {
    TimeoutSweeper<String> sweeper =
        new TimeoutSweeper<>(
            name -> {
              checked.add(name);
              throw new IllegalStateException("a bug");
            });
    sweeper.add("a");
    sweeper.add("b");
    Set<String> seen = new HashSet<>();
    while (seen.size() < 2) {
      seen.add(checked.take());
    }
    sweeper.remove("a");
    sweeper.remove("b");
  }

  @Test
  void aSweeperThatHadNothingToCheckStartsAnew() throws InterruptedException {
    TimeoutSweeper<Runnable> sweeper = new TimeoutSweeper<>(Runnable::run);
    sweeper.add(new CheckedOnce("a", sweeper));
    assertEquals("a", checked.take());
    sweeper.add(new CheckedOnce("b", sweeper));
    assertEquals("b", checked.take());
  }

  /** Has expired when it is first checked. */
  private final class CheckedOnce implements Runnable {

    private final String name;
    private final TimeoutSweeper<Runnable> sweeper;

    CheckedOnce(String name, TimeoutSweeper<Runnable> sweeper) {
      this.name = name;
      this.sweeper = sweeper;
    }

    @Override
    public void run() {
      sweeper.remove(this);
      checked.add(name);
    }
  }
}
