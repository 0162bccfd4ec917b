package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.ports.contract.Moments;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

  private final Logger logger = Logger.getLogger(SingleFlight.class.getName());
  private final Queue<LogRecord> told = new ConcurrentLinkedQueue<>();
  private final Handler handler = new Told(told);
  private final SingleFlight<String> flight = new SingleFlight<>("test");

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void aBugIsToldEvenIfNobodyWaits() {
    IllegalStateException bug = new IllegalStateException("planned");
    flight.start(
        () -> {
          throw bug;
        });
    Moments.until("it is told", () -> !told.isEmpty());
    assertEquals(List.of(bug), told.stream().map(LogRecord::getThrown).toList());
    assertEquals(Level.SEVERE, told.element().getLevel());
  }

  @Test
  void whoWaitsGetsWhatWasThrownEvenIfItIsAnError() {
    StackOverflowError error = new StackOverflowError("planned");
    StackOverflowError thrown =
        assertThrows(
            StackOverflowError.class,
            () ->
                flight.join(
                    () -> {
                      throw error;
                    }));
    assertEquals(error, thrown);
  }

  /** Keeps what is logged. */
  private static final class Told extends Handler {

    private final Queue<LogRecord> records;

    Told(Queue<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord record) {
      records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
