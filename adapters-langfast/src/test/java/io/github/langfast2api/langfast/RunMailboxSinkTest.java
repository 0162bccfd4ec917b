package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.langfast.RunEvent.State;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunMailboxSinkTest {

  private final RunMailbox mailbox =
      new RunMailbox(Duration.ofMinutes(1), new MemoryBudget(1L << 30));

  @Test
  void aSinkGetsNothingWhileTheReaderDoesNotWait() {
    StringBuilder taken = takenBySink();
    deliver(event(State.RUNNING, "a"));
    assertEquals("a", poll().delta().text());
    deliver(event(State.RUNNING, "ab"));
    assertEquals("b", poll().delta().text());
    assertEquals("", taken.toString());
  }

  @Test
  void aSinkGetsAllTextThatIsNewWhileTheReaderWaitsAndTheReaderTheEnd() throws Exception {
    StringBuilder taken = takenBySink();
    try (Waiting reader = new Waiting()) {
      String text = "é".repeat(200_000);
      deliverWhenWaiting(reader, event(State.RUNNING, text));
      assertEquals(text, taken.toString());
      deliverWhenWaiting(reader, event(State.COMPLETED, text + "!"));
      assertEquals("!", reader.update().delta().text());
    }
  }

  @Test
  void aSinkGetsNoneOfATextThatReplacesWhatItGot() throws Exception {
    StringBuilder taken = takenBySink();
    try (Waiting reader = new Waiting()) {
      deliverWhenWaiting(reader, event(State.RUNNING, "a"));
      deliverWhenWaiting(reader, event(State.RUNNING, "b"));
      assertEquals(new CumulativeText.Delta("b", true), reader.update().delta());
      assertEquals("a", taken.toString());
    }
  }

  @Test
  void whatASinkLeavesIsReadOnceAndBeforeWhatComesAfterIt() throws Exception {
    mailbox.deliverTo(delta -> false);
    try (Waiting reader = new Waiting()) {
      deliverWhenWaiting(reader, event(State.RUNNING, "a"));
      deliver(event(State.RUNNING, "ab"));
      assertEquals("a", reader.update().delta().text());
    }
    assertEquals("b", poll().delta().text());
  }

  @Test
  void whatASinkThrowsIsTheReadersAndNoSinkIsUsedAfterIt() throws Exception {
    OutOfMemoryError thrown = new OutOfMemoryError("test");
    mailbox.deliverTo(
        delta -> {
          throw thrown;
        });
    try (Waiting reader = new Waiting()) {
      deliverWhenWaiting(reader, event(State.RUNNING, "a"));
      ExecutionException told = assertThrows(ExecutionException.class, reader::update);
      assertSame(thrown, told.getCause());
    }
    assertSame(thrown, assertThrows(Error.class, () -> mailbox.poll(Duration.ofMinutes(1))));
  }

  @Test
  void aReaderThatIsInterruptedWhileASinkWritesEndsOnceThatHasWritten() throws Exception {
    WritingSink sink = new WritingSink();
    mailbox.deliverTo(sink);
    try (Waiting reader = new Waiting()) {
      FutureTask<Void> delivery = deliverApart(reader, event(State.RUNNING, "a"));
      sink.begun.await();
      reader.interrupt();
      reader.awaitWaiting();
      sink.goOn.countDown();
      assertInstanceOf(ChatFailure.Cancelled.class, reader.failure());
      delivery.get();
    }
    deliver(event(State.RUNNING, "ab"));
    assertEquals("a", sink.taken.toString());
    assertEquals("b", poll().delta().text());
  }

  @Test
  void aMailboxThatIsClosedWhileASinkWritesGivesItNothingMore() throws Exception {
    WritingSink sink = new WritingSink();
    mailbox.deliverTo(sink);
    try (Waiting reader = new Waiting()) {
      FutureTask<Void> delivery = deliverApart(reader, event(State.RUNNING, "a"));
      sink.begun.await();
      FutureTask<Void> close = apart(mailbox::close);
      sink.goOn.countDown();
      delivery.get();
      close.get();
      assertInstanceOf(ChatFailure.Cancelled.class, reader.failure());
    }
    deliver(event(State.RUNNING, "ab"));
    assertEquals("a", sink.taken.toString());
  }

  @Test
  void aClosedMailboxGivesASinkNothingThoughTheReaderWaits() throws Exception {
    StringBuilder taken = takenBySink();
    try (Waiting reader = new Waiting()) {
      reader.awaitWaiting();
      mailbox.put(event(State.RUNNING, "a"));
      mailbox.close();
      mailbox.deliver();
      assertInstanceOf(ChatFailure.Cancelled.class, reader.failure());
    }
    assertEquals("", taken.toString());
  }

  @Test
  void anInterruptedThreadGivesASinkNothing() throws Exception {
    StringBuilder taken = takenBySink();
    try (Waiting reader = new Waiting()) {
      reader.awaitWaiting();
      Thread.currentThread().interrupt();
      deliver(event(State.RUNNING, "a"));
      assertTrue(Thread.interrupted());
      assertEquals("a", reader.update().delta().text());
    }
    assertEquals("", taken.toString());
  }

  /** What a sink takes that takes all. */
  private StringBuilder takenBySink() {
    StringBuilder taken = new StringBuilder();
    mailbox.deliverTo(delta -> taken.append(delta.text()) == taken);
    return taken;
  }

  /** Delivers an event once the reader waits, which it may not do yet. */
  private void deliverWhenWaiting(Waiting reader, RunEvent event) {
    reader.awaitWaiting();
    deliver(event);
  }

  /** The same, by a thread of its own. */
  private FutureTask<Void> deliverApart(Waiting reader, RunEvent event) {
    reader.awaitWaiting();
    return apart(() -> deliver(event));
  }

  private void deliver(RunEvent event) {
    mailbox.put(event);
    mailbox.deliver();
  }

  private RunUpdate poll() {
    return mailbox.poll(Duration.ZERO).orElseThrow();
  }

  private static FutureTask<Void> apart(Runnable work) {
    FutureTask<Void> task = new FutureTask<>(work, null);
    Thread unused = Thread.ofPlatform().start(task);
    return task;
  }

  private static RunEvent event(State state, String content) {
    return new RunEvent(
        "j", state, Optional.of(Utf8Slice.of(content)), Optional.empty(), Optional.empty());
  }

  /** A sink whose first write takes until the test lets it go on. */
  private static final class WritingSink implements DeltaSink {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final StringBuilder taken = new StringBuilder();

    @Override
    public boolean take(ChatDelta delta) {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      taken.append(delta.text());
      return true;
    }
  }

  /** A reader that waits for an update, and for no other. */
  private final class Waiting implements AutoCloseable {

    private final FutureTask<RunUpdate> read =
        new FutureTask<>(() -> mailbox.poll(Duration.ofMinutes(1)).orElseThrow());
    private final Thread thread = Thread.ofPlatform().start(read);

    void awaitWaiting() {
      Moments.until(
          "the reader waits",
          () ->
              Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState()));
    }

    RunUpdate update() throws InterruptedException, ExecutionException {
      return read.get();
    }

    /** Why it was given none. */
    ChatFailure failure() {
      ExecutionException told = assertThrows(ExecutionException.class, this::update);
      return assertInstanceOf(ChatException.class, told.getCause()).failure();
    }

    void interrupt() {
      thread.interrupt();
    }

    @Override
    public void close() {
      interrupt();
    }
  }
}
