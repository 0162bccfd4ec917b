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
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxesTest {

  private final Mailboxes mailboxes =
      new Mailboxes(Duration.ofSeconds(1), new MemoryBudget(1L << 30));

  @Test
  void anEventThatOvertakesTheRunsAnswerIsKeptForIt() {
    try (Mailboxes.Start start = mailboxes.start()) {
      assertFalse(mailboxes.put(event("j")));
      assertTrue(start.open("j").poll(Duration.ZERO).isPresent());
    }
  }

  @Test
  void whileNoRunIsStartedUnknownEventsAreNobodys() {
    assertFalse(mailboxes.put(event("j")));
    try (Mailboxes.Start start = mailboxes.start()) {
      assertEquals(Optional.empty(), start.open("j").poll(Duration.ZERO));
    }
  }

  @Test
  void eventsAreUnwatchedWhileAllAnswersAreReadAsAWholeAndNoRunIsStarted() {
    RunMailbox whole;
    try (Mailboxes.Start start = mailboxes.start()) {
      whole = start.open("whole");
      whole.coalesce();
      assertFalse(mailboxes.areUnwatched());
    }
    assertTrue(mailboxes.areUnwatched());
    try (Mailboxes.Start start = mailboxes.start()) {
      assertFalse(start.open("streamed").isCoalescing());
    }
    assertFalse(mailboxes.areUnwatched());
    assertTrue(mailboxes.close("streamed"));
    assertTrue(mailboxes.areUnwatched());
  }

  @Test
  void aReaderIsWokenOnceForAllEventsThatWereDelivered() throws InterruptedException {
    try (Mailboxes.Start start = mailboxes.start()) {
      RunMailbox mailbox = start.open("j");
      AtomicReference<String> read = new AtomicReference<>();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> read.set(mailbox.poll(Answer.EVER).orElseThrow().delta().text()));
      awaitWaiting(reader);
      assertTrue(mailboxes.put(event("j", "a")));
      assertTrue(mailboxes.put(event("j", "ab")));
      assertEquals(Thread.State.WAITING, reader.getState());
      mailboxes.deliver();
      reader.join();
      assertEquals("ab", read.get());
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "9, 0"})
  void textOfAFewRunsIsGivenToTheirSinksAndThatOfMoreToTheirReaders(int runs, int taken)
      throws InterruptedException {
    Set<String> sinks = new HashSet<>();
    Set<String> readers = ConcurrentHashMap.newKeySet();
    List<Thread> waiting = new ArrayList<>();
    try (Mailboxes.Start start = mailboxes.start()) {
      for (int i = 0; i < runs; i++) {
        RunMailbox mailbox = start.open("j" + i);
        mailbox.deliverTo(delta -> sinks.add(delta.text()));
        waiting.add(
            Thread.ofVirtual()
                .start(() -> readers.add(mailbox.poll(Answer.EVER).orElseThrow().delta().text())));
      }
      waiting.forEach(MailboxesTest::awaitWaiting);
      for (int i = 0; i < runs; i++) {
        assertTrue(mailboxes.put(event("j" + i, "text of " + i)));
      }
      mailboxes.deliver();
      assertEquals(taken, sinks.size());
      for (int i = 0; i < runs; i++) {
        assertTrue(mailboxes.put(completed("j" + i, Optional.of("text of " + i))));
        mailboxes.deliver();
        waiting.get(i).join();
      }
    }
    assertEquals(taken == 0 ? runs : 1, readers.size());
  }

  @Test
  void earlyEventsThatNobodyClaimedAreForgotten() {
    try (Mailboxes.Start start = mailboxes.start()) {
      assertFalse(mailboxes.put(event("foreign")));
      assertTrue(start.open("j").poll(Duration.ZERO).isEmpty());
    }
    try (Mailboxes.Start start = mailboxes.start()) {
      assertEquals(Optional.empty(), start.open("foreign").poll(Duration.ZERO));
    }
  }

  @Test
  void earlyEventsAreForgottenWhenNoRunIsStartedAnyMoreThatTheyCouldBelongTo() {
    try (Mailboxes.Start second = oneAfterTheOther()) {
      assertEquals(Optional.empty(), second.open("foreign").poll(Duration.ZERO));
    }
  }

  /** A start that begins before another ends, which alone could have had the run. */
  private Mailboxes.Start oneAfterTheOther() {
    try (Mailboxes.Start first = mailboxes.start()) {
      assertFalse(mailboxes.put(event("foreign")));
      assertTrue(first.open("j").poll(Duration.ZERO).isEmpty());
      return mailboxes.start();
    }
  }

  @Test
  void whatIsEvictedGivesItsMemoryBack() {
    MemoryBudget memory = new MemoryBudget(1L << 30);
    Mailboxes few = new Mailboxes(Duration.ofSeconds(1), memory, 1000);
    String content = "x".repeat(600);
    Mailboxes.Start start = few.start();
    for (String job : List.of("j1", "j2", "j3")) {
      assertFalse(few.put(event(job, content)));
    }
    assertTrue(memory.reserved() < 2000, () -> memory.reserved() + " bytes");
    start.close();
    assertEquals(0, memory.reserved());
  }

  @Test
  void earlyEventsThatHoldTooMuchMakeRoomForNewerOnes() {
    Mailboxes small = new Mailboxes(Duration.ofSeconds(1), new MemoryBudget(1L << 30), 1000);
    try (Mailboxes.Start start = small.start()) {
      for (String job : List.of("j1", "j2", "j3", "j4", "j1")) {
        assertFalse(small.put(event(job)));
      }
      assertFalse(start.open("j2").poll(Duration.ZERO).isPresent());
      for (String job : List.of("j3", "j4", "j1")) {
        assertTrue(start.open(job).poll(Duration.ZERO).isPresent());
      }
    }
  }

  @Test
  void aRunWhoseWholeAnswerCameTooEarlyAndWasEvictedIsToldSoAtOnce() {
    Mailboxes small = new Mailboxes(Duration.ofSeconds(1), new MemoryBudget(1L << 30), 1000);
    try (Mailboxes.Start start = small.start()) {
      assertFalse(small.put(completed("j1", Optional.of("x".repeat(600)))));
      assertFalse(small.put(event("j2", "y".repeat(600))));
      assertFalse(small.put(completed("j1", Optional.of("x".repeat(600)))));
      assertGivenUp(start.open("j1"));
      RunMailbox other = start.open("j2");
      assertEquals("y".repeat(600), other.poll(Duration.ZERO).orElseThrow().delta().text());
    }
  }

  @Test
  void whatWasEvictedBeforeItsEndComesAgainWithTheNextText() {
    Mailboxes small = new Mailboxes(Duration.ofSeconds(1), new MemoryBudget(1L << 30), 1000);
    try (Mailboxes.Start start = small.start()) {
      for (String job : List.of("early", "late", "silent", "last")) {
        assertFalse(small.put(event(job, job + "x".repeat(600))));
      }
      RunMailbox early = start.open("early");
      assertEquals(Optional.empty(), early.poll(Duration.ZERO));
      assertTrue(small.put(completed("early", Optional.of("all of it"))));
      RunUpdate update = early.poll(Duration.ZERO).orElseThrow();
      assertEquals("all of it", update.delta().text());
      assertEquals(Optional.of(new RunEnd.Completed(Optional.empty())), update.end());
      assertFalse(small.put(completed("late", Optional.of("all of it"))));
      update = start.open("late").poll(Duration.ZERO).orElseThrow();
      assertEquals("all of it", update.delta().text());
    }
  }

  @Test
  void whatWasEvictedAndEndsWithoutItsTextIsGivenUp() {
    Mailboxes small = new Mailboxes(Duration.ofSeconds(1), new MemoryBudget(1L << 30), 1000);
    try (Mailboxes.Start start = small.start()) {
      for (String job : List.of("registered", "unknown", "last")) {
        assertFalse(small.put(event(job, "x".repeat(600))));
      }
      RunMailbox registered = start.open("registered");
      assertTrue(small.put(completed("registered", Optional.empty())));
      assertGivenUp(registered);
      assertFalse(small.put(completed("unknown", Optional.empty())));
      assertGivenUp(start.open("unknown"));
    }
  }

  @Test
  void tooManyEarlyAnswersAreGivenUpOneByOne() {
    try (Mailboxes.Start start = mailboxes.start()) {
      for (int i = 0; i < 1024 + 7; i++) {
        assertFalse(mailboxes.put(completed("j" + i, Optional.of("a"))));
      }
      for (int i = 0; i < 7; i++) {
        assertGivenUp(start.open("j" + i));
      }
      assertEquals("a", start.open("j7").poll(Duration.ZERO).orElseThrow().delta().text());
    }
  }

  private static void assertGivenUp(RunMailbox mailbox) {
    RunUpdate update = mailbox.poll(Duration.ZERO).orElseThrow();
    assertEquals("", update.delta().text());
    RunEnd.GivenUp end = assertInstanceOf(RunEnd.GivenUp.class, update.end().orElseThrow());
    assertInstanceOf(ChatFailure.Overloaded.class, end.why());
  }

  private static RunEvent completed(String jobId, Optional<String> content) {
    return new RunEvent(
        jobId, State.COMPLETED, content.map(Utf8Slice::of), Optional.empty(), Optional.empty());
  }

  @Test
  void aRunThatWasHeardOfAfterTheBreakGoesOn() {
    Mailboxes impatient = new Mailboxes(Duration.ofMillis(1), new MemoryBudget(1L << 30));
    try (Mailboxes.Start start = impatient.start()) {
      impatient.connectionLost();
      assertFalse(impatient.put(event("j")));
      RunMailbox mailbox = start.open("j");
      assertTrue(mailbox.poll(Duration.ZERO).isPresent());
      assertEquals(Optional.empty(), mailbox.poll(Duration.ofMillis(5)));
    }
  }

  @Test
  void eventsThatComeAfterTheMailboxWasGivenBackAreNobodys() {
    try (Mailboxes.Start start = mailboxes.start()) {
      RunMailbox unused = start.open("j");
      assertEquals(1, mailboxes.size());
      mailboxes.close("j");
      mailboxes.close("j");
      assertEquals(0, mailboxes.size());
      assertFalse(mailboxes.put(event("j")));
    }
  }

  @Test
  void aRunThatWasStartedWhileTheConnectionBrokeMayHaveEndedUnheard() {
    Mailboxes impatient = new Mailboxes(Duration.ofMillis(1), new MemoryBudget(1L << 30));
    try (Mailboxes.Start start = impatient.start()) {
      impatient.connectionLost();
      RunMailbox mailbox = start.open("j");
      ChatException told =
          assertThrows(ChatException.class, () -> mailbox.poll(Duration.ofMinutes(1)));
      assertInstanceOf(ChatFailure.OutcomeUnknown.class, told.failure());
    }
  }

  private static void awaitWaiting(Thread reader) {
    Moments.until("the reader waits", () -> reader.getState() == Thread.State.WAITING);
  }

  private static RunEvent event(String jobId) {
    return event(jobId, "a");
  }

  private static RunEvent event(String jobId, String content) {
    return new RunEvent(
        jobId,
        State.RUNNING,
        Optional.of(Utf8Slice.of(content)),
        Optional.empty(),
        Optional.empty());
  }
}
