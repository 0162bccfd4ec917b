package io.github.langfast2api.ports.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineBackendTest implements ChatBackendContract {

  private static final Deadlines DEADLINES =
      new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(20));

  private final ScriptedBackend scripted = new ScriptedBackend();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);
  private final ChatBackend backend = new DeadlineBackend(scripted, DEADLINES, now::get);

  @Override
  public Stage stage() {
    Deadlines far = new Deadlines(Answer.EVER, Answer.EVER, Answer.EVER);
    return new Wrapped(new ScriptedBackend(), inner -> new DeadlineBackend(inner, far));
  }

  private ChatStream open(Script script) {
    scripted.play("play", script);
    return backend.open(Answer.request("play"));
  }

  private void pass(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private static Optional<ChatEvent> look(ChatStream stream) {
    return stream.next(Duration.ZERO);
  }

  private static void assertTimedOut(Clock clock, int seconds, ChatStream stream) {
    ChatException told = assertThrows(ChatException.class, () -> look(stream));
    assertEquals(new ChatFailure.TimedOut(clock, Duration.ofSeconds(seconds)), told.failure());
  }

  @Test
  void aDeltaThatASinkTakesEndsTheSilence() {
    Script script = Script.saying("a", "b", "c").hold();
    try (ChatStream stream = open(script)) {
      assertEquals(Optional.of(new ChatDelta("a")), look(stream));
      stream.deliverTo(
          delta -> {
            pass(3);
            return true;
          });
      assertEquals(Optional.empty(), stream.next(Duration.ofMillis(1)));
      pass(4);
      assertEquals(Optional.empty(), look(stream));
      pass(2);
      assertTimedOut(Clock.SILENCE, 5, stream);
    }
  }

  @Test
  void theFirstTokenHasItsTime() {
    try (ChatStream stream = open(Script.saying().hold())) {
      pass(9);
      assertEquals(Optional.empty(), look(stream));
      pass(1);
      assertTimedOut(Clock.FIRST_TOKEN, 10, stream);
    }
  }

  @Test
  void theTimeOfTheFirstTokenBeginsBeforeOpening() {
    ChatBackend slow =
        request -> {
          pass(10);
          return scripted.open(request);
        };
    scripted.play("hold", Script.saying().hold());
    try (ChatStream stream =
        new DeadlineBackend(slow, DEADLINES, now::get).open(Answer.request("hold"))) {
      assertTimedOut(Clock.FIRST_TOKEN, 10, stream);
    }
  }

  @Test
  void afterEachTextSilenceHasItsTime() {
    try (ChatStream stream = open(Script.saying("a", "b").hold())) {
      pass(9);
      assertEquals(Optional.of(new ChatDelta("a")), look(stream));
      pass(4);
      assertEquals(Optional.of(new ChatDelta("b")), look(stream));
      pass(4);
      assertEquals(Optional.empty(), look(stream));
      pass(1);
      assertTimedOut(Clock.SILENCE, 5, stream);
    }
  }

  @Test
  void textThatIsThereIsReadHoweverLateTheReaderIs() {
    try (ChatStream stream = open(Script.saying("a").finish(FinishReason.STOP))) {
      pass(15);
      assertEquals(Optional.of(new ChatDelta("a")), look(stream));
      pass(4);
      assertEquals(Optional.of(Finish.of(FinishReason.STOP)), look(stream));
    }
  }

  @Test
  void theWholeHasItsTimeEvenIfTextKeepsComing() {
    try (ChatStream stream = open(Script.saying("a", "b", "c", "d", "e", "f").hold())) {
      for (int i = 0; i < 5; i++) {
        assertEquals(Optional.of(new ChatDelta("abcdef".substring(i, i + 1))), look(stream));
        pass(4);
      }
      assertTimedOut(Clock.TOTAL, 20, stream);
    }
  }

  @Test
  void aStreamThatIsGivenUpIsClosedAndSaysSoAgain() {
    try (ChatStream stream = open(Script.saying().hold())) {
      pass(10);
      ChatException first = assertThrows(ChatException.class, () -> look(stream));
      assertEquals(0, scripted.held());
      assertSame(first.failure(), assertThrows(ChatException.class, () -> look(stream)).failure());
    }
  }
}
