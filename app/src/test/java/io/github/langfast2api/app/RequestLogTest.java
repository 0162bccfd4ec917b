package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.RequestObserver.Observation;
import io.github.langfast2api.http.exchange.RequestObserver.Received;
import io.github.langfast2api.http.exchange.RequestObserver.Served;
import io.github.langfast2api.langfast.emulation.EmulationCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {

  private static final Logger LOGGER = Logger.getLogger(RequestLog.class.getName());
  private static final List<String> COUNTS =
      List.of("tool_calls", "dropped_texts", "repairs", "second_asks", "refusals");

  private final List<Map<?, ?>> lines = new ArrayList<>();
  private final RequestLog log = new RequestLog();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add((Map<?, ?>) line.getParameters()[0]);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  private static Received received(String id) {
    return new Received(
        id, "POST", "/v1/x", true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static void end(Observation observation, String id) {
    observation.end(
        new Served(
            received(id),
            Optional.empty(),
            Optional.empty(),
            200,
            EndReason.DONE,
            Optional.empty(),
            Duration.ZERO,
            Duration.ZERO,
            0));
  }

  private List<Integer> counts(int line) {
    return COUNTS.stream()
        .map(name -> lines.get(line).get(name))
        .map(count -> count == null ? 0 : (Integer) count)
        .toList();
  }

  @Test
  void aLineHasTheCountsOfAllAnswersToItsRequestWhateverThreadsReadThem() throws Exception {
    Observation request = log.begin(received("a"));
    log.begin().end(new EmulationCounts(1, 2, 0, 0, 1));
    Thread worker =
        Thread.ofVirtual()
            .start(request.carried(() -> log.begin().end(new EmulationCounts(3, 0, 0, 1, 0))));
    worker.join();
    end(request, "a");
    assertEquals(List.of(4, 2, 0, 1, 1), counts(0));
    assertTrue(!lines.getFirst().containsKey("repairs"), "what did not happen is not told");
  }

  @Test
  void aLineHasNoCountsOfOtherRequests() throws Exception {
    Observation first = log.begin(received("a"));
    Thread other =
        Thread.ofVirtual()
            .start(
                () -> {
                  Observation second = log.begin(received("b"));
                  log.begin().end(new EmulationCounts(9, 9, 9, 9, 9));
                  end(second, "b");
                });
    other.join();
    end(first, "a");
    log.begin().end(new EmulationCounts(7, 7, 7, 7, 7));
    Observation third = log.begin(received("c"));
    end(third, "c");
    assertEquals(List.of(9, 9, 9, 9, 9), counts(0));
    assertEquals(List.of(0, 0, 0, 0, 0), counts(1));
    assertEquals(List.of(0, 0, 0, 0, 0), counts(2));
  }
}
