package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Rewrite;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are taken back as a whole, and follow anew for whoever reads on. */
@Timeout(120)
class TakenBackAnswerTest {

  private static final ChatFailure FAULT = new ChatFailure.InvalidAnswer("It breaks its schema.");
  private static final List<ChatEvent> TAKEN_BACK =
      List.of(new ChatDelta("{1}"), new Rewrite("", FAULT));
  private static final List<ChatEvent> ANEW =
      List.of(new ChatDelta("{2}"), Finish.of(FinishReason.STOP));

  private final AtomicInteger readOn = new AtomicInteger();

  /** A backend for whose second answers its readers pay. */
  private ChatStream open() {
    Queue<ChatEvent> events = new ArrayDeque<>(TAKEN_BACK);
    Queue<ChatEvent> more = new ArrayDeque<>(ANEW);
    return new ChatStream() {
      @Override
      public Optional<ChatEvent> next(Duration timeout) {
        if (events.isEmpty() && more.size() == ANEW.size()) {
          readOn.incrementAndGet();
        }
        return Optional.of(events.isEmpty() ? more.remove() : events.remove());
      }

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aStreamEndsWithTheFaultAndReadsNoFurther(int choices) {
    try (Gateway gateway = Gateway.of(request -> open())) {
      String events = gateway.api().chat(streaming("hi", "\"n\":" + choices)).body();
      assertTrue(events.contains("data: {\"error\":{\"message\":\"" + FAULT.message()), events);
      assertFalse(events.contains("{2}") || events.contains("[DONE]"), events);
    }
    assertEquals(0, readOn.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anAnswerThatIsNotStreamedIsTheOneThatFollows(int choices) {
    try (Gateway gateway = Gateway.of(request -> open())) {
      String answer = gateway.api().chat(asking("hi", "\"n\":" + choices)).body();
      assertTrue(answer.contains("{2}"), answer);
      assertFalse(answer.contains("{1}"), answer);
    }
    assertEquals(choices, readOn.get());
  }

  @Test
  void whatWasTakenBackBeforeAnyOfItWasSentIsStreamedAnew() {
    try (Gateway gateway =
        Gateway.of(
            request -> {
              ChatStream stream = open();
              var unsent = stream.next(Duration.ZERO);
              return stream;
            })) {
      String events = gateway.api().chat(streaming("hi")).body();
      assertTrue(events.contains("{2}") && events.contains("[DONE]"), events);
    }
  }
}
