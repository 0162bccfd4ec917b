package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunEvent.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatestContentTest {

  private final LatestContent mailbox = new LatestContent(Duration.ofMillis(1));

  @Test
  void aReaderGetsTheNewestAndNothingTwice() {
    mailbox.put(event(State.RUNNING, "a"));
    mailbox.put(event(State.RUNNING, "ab"));
    assertEquals("ab", text(mailbox.take(Duration.ZERO).orElseThrow()));
    assertEquals(Optional.empty(), mailbox.take(Duration.ZERO));
  }

  @Test
  void anEventWithoutContentTakesNothingBack() {
    mailbox.put(event(State.RUNNING, "a"));
    mailbox.put(
        new RunEvent("j", State.COMPLETED, Optional.empty(), Optional.empty(), Optional.empty()));
    RunEvent end = mailbox.take(Duration.ZERO).orElseThrow();
    assertEquals(State.COMPLETED, end.state());
    assertEquals("a", text(end));
  }

  @Test
  void aFinishReasonMayComeBeforeTheEnd() {
    mailbox.put(
        new RunEvent(
            "j", State.RUNNING, Optional.empty(), Optional.of("length"), Optional.empty()));
    mailbox.put(event(State.COMPLETED, "a"));
    assertEquals(Optional.of("length"), mailbox.take(Duration.ZERO).orElseThrow().finishReason());
  }

  @Test
  void theFirstEndIsTheEnd() {
    mailbox.put(event(State.COMPLETED, "a"));
    mailbox.put(event(State.FAILED, "b"));
    mailbox.put(event(State.RUNNING, "abc"));
    RunEvent end = mailbox.take(Duration.ZERO).orElseThrow();
    assertEquals(State.COMPLETED, end.state());
    assertEquals("a", text(end));
    assertEquals(Optional.empty(), mailbox.take(Duration.ZERO));
  }

  @Test
  void aRunThatIsNotHeardOfAfterABreakIsGivenUp() {
    mailbox.put(event(State.RUNNING, "a"));
    mailbox.connectionLost();
    assertEquals("a", text(mailbox.take(Duration.ZERO).orElseThrow()));
    ChatException told =
        assertThrows(ChatException.class, () -> mailbox.take(Duration.ofMinutes(1)));
    assertEquals(ChatFailure.Unreachable.class, told.failure().getClass());
  }

  @Test
  void aRunThatIsHeardOfAfterABreakGoesOn() {
    mailbox.connectionLost();
    mailbox.put(event(State.RUNNING, "a"));
    assertEquals("a", text(mailbox.take(Duration.ofMillis(5)).orElseThrow()));
    assertEquals(Optional.empty(), mailbox.take(Duration.ofMillis(5)));
  }

  @Test
  void aRunThatEndedBeforeABreakIsWhole() {
    mailbox.put(event(State.COMPLETED, "a"));
    mailbox.connectionLost();
    assertEquals(State.COMPLETED, mailbox.take(Duration.ofMillis(5)).orElseThrow().state());
    assertEquals(Optional.empty(), mailbox.take(Duration.ofMillis(5)));
  }

  private static RunEvent event(State state, String content) {
    return new RunEvent(
        "j", state, Optional.of(JsonSlice.of(content)), Optional.empty(), Optional.empty());
  }

  private static String text(RunEvent event) {
    return event.content().orElseThrow().unescaped();
  }
}
