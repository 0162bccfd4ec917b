package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {

  private final List<String> logged = new ArrayList<>();
  private long now;
  private final RepeatedWarnings filter = new RepeatedWarnings(() -> now);

  @Test
  void ofEqualWarningsFiveASecondAreLogged() {
    warn(Level.WARNING, "a", "{0} failed", 100_000);
    assertEquals(5, logged.size());
    now += TimeUnit.SECONDS.toNanos(1) + 1;
    warn(Level.WARNING, "a", "{0} failed", 100_000);
    assertEquals(10, logged.size());
    assertEquals("{0} failed (99995 more like this were not logged)", logged.get(5));
    assertEquals("{0} failed", logged.get(6));
  }

  @Test
  void errorsAreBoundedAsWell() {
    warn(Level.SEVERE, "a", "broken", 9);
    assertEquals(5, logged.size());
  }

  @Test
  void otherMessagesAndOtherLoggersAreOthers() {
    warn(Level.WARNING, "a", "one", 9);
    warn(Level.WARNING, "a", "two", 2);
    warn(Level.WARNING, "b", "one", 3);
    assertEquals(10, logged.size());
  }

  @Test
  void whatIsNoWarningIsNotCounted() {
    warn(Level.INFO, "a", "request", 100);
    warn(Level.FINE, "a", "step", 100);
    assertEquals(200, logged.size());
  }

  @Test
  void warningsThatAreAllDifferentAreBoundedTogether() {
    for (int i = 0; i < 10_000; i++) {
      warn(Level.WARNING, "a", "failed " + i, 1);
    }
    assertEquals(256 + 5, logged.size());
    now += TimeUnit.SECONDS.toNanos(1) + 1;
    warn(Level.WARNING, "a", "failed again", 1);
    assertEquals(256 + 6, logged.size());
  }

  private void warn(Level level, String logger, String message, int times) {
    for (int i = 0; i < times; i++) {
      LogRecord entry = new LogRecord(level, message);
      entry.setLoggerName(logger);
      if (filter.isLoggable(entry)) {
        logged.add(entry.getMessage());
      }
    }
  }
}
