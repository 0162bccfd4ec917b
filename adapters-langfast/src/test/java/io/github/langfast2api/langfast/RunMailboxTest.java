package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunMailboxTest {

  private final RunMailbox mailbox = new RunMailbox(Duration.ofMillis(1));

  @Test
  void aReaderGetsWhatIsNewAndNothingTwice() {
    mailbox.put(event(State.RUNNING, "a"));
    mailbox.put(event(State.RUNNING, "ab"));
    assertEquals("ab", poll().delta().text());
    assertEquals(Optional.empty(), mailbox.poll(Duration.ZERO));
    mailbox.put(event(State.RUNNING, "abc"));
    assertEquals("c", poll().delta().text());
  }

  @Test
  void anEventWithoutContentTakesNothingBack() {
    mailbox.put(event(State.RUNNING, "a"));
    mailbox.put(event(State.COMPLETED));
    assertEquals(update("a", Optional.empty()), poll());
  }

  @Test
  void aFinishReasonMayComeBeforeTheEnd() {
    mailbox.put(
        new RunEvent(
            "j", State.RUNNING, Optional.empty(), Optional.of("length"), Optional.empty()));
    mailbox.put(event(State.COMPLETED, "a"));
    assertEquals(update("a", Optional.of("length")), poll());
  }

  @Test
  void theFirstEndIsTheEnd() {
    mailbox.put(event(State.COMPLETED, "a"));
    mailbox.put(event(State.FAILED, "b"));
    mailbox.put(event(State.RUNNING, "abc"));
    assertEquals(update("a", Optional.empty()), poll());
    assertEquals(Optional.empty(), mailbox.poll(Duration.ZERO));
  }

  @Test
  void aRunThatIsNotHeardOfAfterABreakIsGivenUp() {
    mailbox.put(event(State.RUNNING, "a"));
    mailbox.connectionLost();
    assertEquals("a", poll().delta().text());
    ChatException told =
        assertThrows(ChatException.class, () -> mailbox.poll(Duration.ofMinutes(1)));
    assertEquals(ChatFailure.OutcomeUnknown.class, told.failure().getClass());
  }

  @Test
  void aRunThatIsHeardOfAfterABreakGoesOn() {
    mailbox.connectionLost();
    mailbox.put(event(State.RUNNING, "a"));
    assertEquals("a", poll().delta().text());
    assertEquals(Optional.empty(), mailbox.poll(Duration.ofMillis(5)));
  }

  @Test
  void aRunThatEndedBeforeABreakIsWhole() {
    mailbox.put(event(State.COMPLETED, "a"));
    mailbox.connectionLost();
    assertEquals(update("a", Optional.empty()), poll());
    assertEquals(Optional.empty(), mailbox.poll(Duration.ofMillis(5)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x", "a\\x"})
  void textThatCannotBeReadIsTheEndWhereverThatShows(String text) {
    mailbox.put(event(State.RUNNING, "a"));
    assertEquals("a", poll().delta().text());
    mailbox.put(event(State.RUNNING, text));
    assertInstanceOf(RunEnd.Unreadable.class, poll().end().orElseThrow());
  }

  private RunMailbox.Update poll() {
    return mailbox.poll(Duration.ZERO).orElseThrow();
  }

  private static RunMailbox.Update update(String text, Optional<String> finishReason) {
    return new RunMailbox.Update(
        new CumulativeText.Delta(text, false), Optional.of(new RunEnd.Completed(finishReason)));
  }

  private static RunEvent event(State state, String content) {
    return new RunEvent(
        "j", state, Optional.of(Utf8Slice.of(content)), Optional.empty(), Optional.empty());
  }

  private static RunEvent event(State state) {
    return new RunEvent("j", state, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
