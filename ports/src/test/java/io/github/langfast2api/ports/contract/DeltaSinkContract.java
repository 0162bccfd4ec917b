package io.github.langfast2api.ports.contract;

import static io.github.langfast2api.ports.contract.Answer.EVER;
import static io.github.langfast2api.ports.contract.Answer.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Rewrite;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every backend promises a reader that has its deltas go to a sink. */
public interface DeltaSinkContract {

  Duration SHORT_PAUSE = Duration.ofMillis(5);

  /**
   * The backend under test, with nothing to play yet. A test closes the stage that it asked for.
   */
  Stage stage();

  /** Whether sinks are used at all, which a backend that changes or holds back text need not do. */
  default boolean usesSinks() {
    return true;
  }

  @Test
  default void whatASinkTakesAndWhatIsReadIsTheText() {
    try (Stage stage = stage()) {
      Script script = paced(60);
      stage.play("tell", script);
      try (ChatStream stream = stage.backend().open(request("tell"))) {
        StringBuilder text = new StringBuilder(firstDelta(stream));
        AtomicInteger calls = new AtomicInteger();
        stream.deliverTo(
            delta -> {
              boolean takes = calls.getAndIncrement() % 3 != 0;
              if (takes) {
                text.append(delta.text());
              }
              return takes;
            });
        assertEquals(Optional.of(FinishReason.LENGTH), readTo(text, stream).map(Finish::reason));
        assertEquals(script.text(), text.toString());
        assertEquals(usesSinks(), calls.get() > 0);
      }
    }
  }

  @Test
  default void aSinkIsUsedOnlyWhileTheReaderWaits() {
    try (Stage stage = stage()) {
      stage.play("tell", paced(40));
      try (ChatStream stream = stage.backend().open(request("tell"))) {
        AtomicBoolean waits = new AtomicBoolean();
        AtomicBoolean disturbed = new AtomicBoolean();
        stream.deliverTo(
            delta -> {
              disturbed.compareAndSet(false, !waits.get());
              return true;
            });
        Optional<ChatEvent> event;
        do {
          Moments.pass(Duration.ofMillis(2));
          waits.set(true);
          event = stream.next(SHORT_PAUSE);
          waits.set(false);
        } while (!(event.orElse(null) instanceof Finish));
        assertEquals(false, disturbed.get());
      }
    }
  }

  @Test
  default void textThatIsTakenBackIsTheReaders() {
    try (Stage stage = stage()) {
      Duration pause = SHORT_PAUSE.multipliedBy(20);
      stage.play(
          "count",
          Script.saying("The answer ")
              .pause(pause)
              .say("is 41")
              .pause(pause)
              .rewrite("The answer is 42")
              .finish(FinishReason.STOP));
      try (ChatStream stream = stage.backend().open(request("count"))) {
        StringBuilder text = new StringBuilder(firstDelta(stream));
        stream.deliverTo(appendingTo(text));
        ChatEvent event = stream.next(EVER).orElseThrow();
        if (event instanceof ChatDelta delta) {
          text.append(delta.text());
          event = stream.next(EVER).orElseThrow();
        }
        assertEquals("The answer is 41", text.toString());
        text.setLength(0);
        text.append(assertInstanceOf(Rewrite.class, event).text());
        assertTrue(readTo(text, stream).isPresent());
        assertEquals("The answer is 42", text.toString());
      }
    }
  }

  @Test
  default void whatASinkThrowsIsThrownToTheReader() {
    try (Stage stage = stage()) {
      stage.play("tell", paced(40));
      try (ChatStream stream = stage.backend().open(request("tell"))) {
        IllegalStateException thrown = new IllegalStateException("no");
        AtomicBoolean called = new AtomicBoolean();
        stream.deliverTo(
            delta -> {
              called.set(true);
              throw thrown;
            });
        try {
          assertTrue(readTo(new StringBuilder(), stream).isPresent());
          assertEquals(false, called.get());
        } catch (IllegalStateException e) {
          assertSame(thrown, e);
        }
        assertEquals(usesSinks(), called.get());
      }
    }
  }

  private static Script paced(int pieces) {
    Script script = Script.saying();
    for (int i = 0; i < pieces; i++) {
      script = script.say("piece " + i + " ").pause(SHORT_PAUSE);
    }
    return script.finish(FinishReason.LENGTH);
  }

  private static DeltaSink appendingTo(StringBuilder text) {
    return delta -> {
      text.append(delta.text());
      return true;
    };
  }

  private static String firstDelta(ChatStream stream) {
    return assertInstanceOf(ChatDelta.class, stream.next(EVER).orElseThrow()).text();
  }

  private static Optional<Finish> readTo(StringBuilder text, ChatStream stream) {
    while (true) {
      switch (stream.next(EVER).orElseThrow()) {
        case ChatDelta delta -> text.append(delta.text());
        case Finish finish -> {
          return Optional.of(finish);
        }
        case ChatEvent other -> throw new AssertionError("an event: " + other);
      }
    }
  }
}
