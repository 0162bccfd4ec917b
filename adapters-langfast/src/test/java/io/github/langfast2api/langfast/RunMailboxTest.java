package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunMailboxTest {

  private final MemoryBudget memory = new MemoryBudget(1L << 30);
  private final RunMailbox mailbox = new RunMailbox(Duration.ofMillis(1), memory);

  private String rest() {
    StringBuilder text = new StringBuilder();
    for (Optional<RunUpdate> next = mailbox.poll(Duration.ZERO);
        next.isPresent();
        next = mailbox.poll(Duration.ZERO)) {
      assertTrue(next.get().delta().text().length() <= 64 * 1024 + 1);
      text.append(next.get().delta().text());
    }
    return text.toString();
  }

  @Test
  void muchNewTextComesInPiecesOfWholeCharacters() {
    String piece = "a\ud83d\ude00\ud83d\ude00\\n\\\"é\\ud83d\\ude00\\ufffd";
    String content = piece.repeat(50_000) + "\ufffd".repeat(200_000);
    mailbox.put(event(State.RUNNING, content + "x"));
    mailbox.put(event(State.COMPLETED, content + "xy"));
    String expected = Utf8Slice.of(content + "xy").unescaped();
    assertEquals(expected, rest());
  }

  @Test
  void theEndComesWithTheLastPiece() {
    mailbox.put(event(State.COMPLETED, "x".repeat(100_000)));
    assertEquals(
        new RunUpdate(new CumulativeText.Delta("x".repeat(65_536), false), Optional.empty()),
        poll());
    assertEquals(update("x".repeat(100_000 - 65_536), Optional.empty()), poll());
    assertEquals(Optional.empty(), mailbox.poll(Duration.ZERO));
  }

  @Test
  void anAnswerIsBoundedAndGivenUpBeyond() {
    mailbox.put(event(State.RUNNING, "abc"));
    mailbox.put(event(State.RUNNING, "a".repeat(RunProgress.MAX_ANSWER_BYTES + 1)));
    RunUpdate update = poll();
    assertEquals("abc", update.delta().text());
    assertInstanceOf(ChatFailure.ProtocolBroken.class, whyGivenUp(update));
  }

  @Test
  void allAnswersTogetherAreBoundedAndTheOneThatGrowsIsGivenUp() {
    MemoryBudget small = new MemoryBudget(100_000);
    RunMailbox one = new RunMailbox(Duration.ofMillis(1), small);
    RunMailbox other = new RunMailbox(Duration.ofMillis(1), small);
    one.put(event(State.COMPLETED, "a".repeat(60_000)));
    other.put(event(State.RUNNING, "b".repeat(10_000)));
    other.put(event(State.RUNNING, "b".repeat(60_000)));
    assertEquals(60_000, one.poll(Duration.ZERO).orElseThrow().delta().text().length());
    RunUpdate update = other.poll(Duration.ZERO).orElseThrow();
    assertEquals(10_000, update.delta().text().length());
    assertInstanceOf(ChatFailure.Overloaded.class, whyGivenUp(update));
    one.close();
    other.close();
    assertEquals(0, small.reserved());
  }

  private static ChatFailure whyGivenUp(RunUpdate update) {
    return assertInstanceOf(RunEnd.GivenUp.class, update.end().orElseThrow()).why();
  }

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

  @Test
  void aReaderIsWokenForTextThatIsNew() {
    assertTrue(mailbox.put(event(State.RUNNING, "a")));
    assertTrue(mailbox.put(event(State.RUNNING, "ab")));
    assertTrue(mailbox.put(event(State.COMPLETED)));
  }

  @Test
  void aReaderThatDoesNotWatchIsWokenForTheFirstTextAndTheEnd() {
    mailbox.coalesce();
    assertTrue(mailbox.put(event(State.RUNNING, "a")));
    assertEquals("a", poll().delta().text());
    assertFalse(mailbox.put(event(State.RUNNING, "ab")));
    assertFalse(mailbox.put(event(State.RUNNING, "abc")));
    assertTrue(mailbox.put(event(State.COMPLETED)));
    RunUpdate update = poll();
    assertEquals("bc", update.delta().text());
    assertTrue(update.end().isPresent());
  }

  @Test
  void textIsNotHeldBackFromAReaderThatDoesNotWatchOnceTheConnectionIsLost() {
    mailbox.coalesce();
    boolean unused = mailbox.put(event(State.RUNNING, "a"));
    assertEquals("a", poll().delta().text());
    unused = mailbox.put(event(State.RUNNING, "ab"));
    mailbox.connectionLost();
    assertEquals("b", mailbox.poll(Duration.ofMinutes(1)).orElseThrow().delta().text());
  }

  @Test
  void anInterruptThatCameBeforeAWaitEndsIt() {
    Thread.currentThread().interrupt();
    ChatException told =
        assertThrows(ChatException.class, () -> mailbox.poll(Duration.ofMinutes(1)));
    assertEquals(new ChatFailure.Cancelled(), told.failure());
    assertTrue(Thread.interrupted());
  }

  private RunUpdate poll() {
    return mailbox.poll(Duration.ZERO).orElseThrow();
  }

  private static RunUpdate update(String text, Optional<String> finishReason) {
    return new RunUpdate(
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
