package io.github.langfast2api.ports.contract;

import static io.github.langfast2api.ports.contract.Answer.EVER;
import static io.github.langfast2api.ports.contract.Answer.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Rewrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every backend promises. A backend's test implements this and names its {@link Stage}. */
@Timeout(120)
public interface ChatBackendContract
    extends ToolCallContract, CoalescedDeltasContract, DeltaSinkContract {

  Duration MOMENT = CoalescedDeltasContract.MOMENT;

  @Test
  default void theDeltasJoinedAreTheText() {
    try (Stage stage = stage()) {
      Script script = Script.saying("Once ", "upon", " a time").finish(FinishReason.STOP);
      stage.play("tell", script);
      assertEquals(script.text(), Answer.of(stage.backend(), "tell").text());
    }
  }

  @Test
  default void anAnswerWithoutTextIsWhole() {
    try (Stage stage = stage()) {
      stage.play("hush", Script.saying().finish(FinishReason.STOP));
      Answer answer = Answer.of(stage.backend(), "hush");
      assertEquals("", answer.text());
      assertEquals(Optional.of(FinishReason.STOP), answer.finish().map(Finish::reason));
    }
  }

  @Test
  default void theFinishTellsWhyTheModelStopped() {
    try (Stage stage = stage()) {
      for (FinishReason reason :
          List.of(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER)) {
        stage.play(reason.name(), Script.saying("x").finish(reason));
        Answer answer = Answer.of(stage.backend(), reason.name());
        assertEquals(Optional.of(reason), answer.finish().map(Finish::reason));
      }
    }
  }

  @Test
  default void nothingFollowsTheFinish() {
    try (Stage stage = stage()) {
      stage.play("once", Script.saying("a").finish(FinishReason.STOP));
      try (ChatStream stream = stage.backend().open(request("once"))) {
        assertTrue(Answer.rest(stream).finish().isPresent());
        assertThrows(IllegalStateException.class, () -> stream.next(MOMENT));
      }
    }
  }

  @Test
  default void textThatSaysNothingIsNoDelta() {
    try (Stage stage = stage()) {
      stage.play("quiet", Script.saying("", "a", "", "b", "").finish(FinishReason.STOP));
      try (ChatStream stream = stage.backend().open(request("quiet"))) {
        assertEquals("ab", Answer.rest(stream).text());
      }
    }
  }

  @Test
  default void aDeltaNeverCutsASurrogatePair() {
    try (Stage stage = stage()) {
      Script script = Script.saying("a\ud83d", "\ude00b", "\ud83d\ude00\ud83d", "\ude80");
      stage.play("smile", script.finish(FinishReason.STOP));
      assertEquals(script.text(), Answer.of(stage.backend(), "smile").text());
    }
  }

  @Test
  default void whatIsTakenBackAfterItWasReadIsSaidSo() {
    try (Stage stage = stage()) {
      Script script =
          Script.saying("The answer is 41")
              .pause(MOMENT.multipliedBy(8))
              .rewrite("The answer is 42")
              .say("!");
      stage.play("count", script.finish(FinishReason.STOP));
      try (ChatStream stream = stage.backend().open(request("count"))) {
        assertEquals(Optional.of(new ChatDelta("The answer is 41")), stream.next(EVER));
        ChatEvent next = stream.next(EVER).orElseThrow();
        Rewrite rewrite = assertInstanceOf(Rewrite.class, next);
        assertEquals("The answer is 42!", rewrite.text() + Answer.rest(stream).text());
      }
    }
  }

  @Test
  default void aFailureBeforeTheFirstTextIsTold() {
    try (Stage stage = stage()) {
      ChatFailure failure = new ChatFailure.RunFailed("no luck");
      stage.play("fail", Script.saying().fail(failure));
      Answer answer = Answer.of(stage.backend(), "fail");
      assertEquals(new Answer("", Optional.empty(), Optional.of(failure)), answer);
    }
  }

  @Test
  default void aFailureAfterTextIsToldAndIsNoFinish() {
    try (Stage stage = stage()) {
      ChatFailure failure = new ChatFailure.RunFailed("no more luck");
      stage.play("fail", Script.saying("so ", "far").fail(failure));
      Answer answer = Answer.of(stage.backend(), "fail");
      assertEquals(Optional.of(failure), answer.failure());
      assertTrue("so far".startsWith(answer.text()), answer.text());
    }
  }

  @Test
  default void aFailureIsToldAgainToWhoeverAsksAgain() {
    try (Stage stage = stage()) {
      stage.play("fail", Script.saying("a").fail(new ChatFailure.RunFailed("no")));
      try (ChatStream stream = stage.backend().open(request("fail"))) {
        ChatFailure first = Answer.rest(stream).failure().orElseThrow();
        assertSame(first, assertThrows(ChatException.class, () -> stream.next(MOMENT)).failure());
      }
    }
  }

  @Test
  default void aDroppedConnectionIsAFailureAndNoFinish() {
    try (Stage stage = stage()) {
      stage.play("drop", Script.saying("half an ans").drop());
      Answer answer = Answer.of(stage.backend(), "drop");
      assertEquals(Optional.empty(), answer.finish());
      assertInstanceOf(ChatFailure.OutcomeUnknown.class, answer.failure().orElseThrow());
      assertTrue("half an ans".startsWith(answer.text()), answer.text());
    }
  }

  @Test
  default void aTimeoutEndsWithNothingAndTheStreamGoesOn() {
    try (Stage stage = stage()) {
      stage.play(
          "wait",
          Script.saying("a").pause(MOMENT.multipliedBy(8)).say("b").finish(FinishReason.STOP));
      try (ChatStream stream = stage.backend().open(request("wait"))) {
        assertEquals(Optional.of(new ChatDelta("a")), stream.next(EVER));
        assertEquals(Optional.empty(), stream.next(Duration.ofMillis(1)));
        assertEquals(Optional.empty(), stream.next(Duration.ZERO));
        assertEquals("b", Answer.rest(stream).text());
      }
    }
  }

  @Test
  default void aSlowReaderGetsTheWholeText() {
    try (Stage stage = stage()) {
      String[] pieces =
          IntStream.range(0, 200).mapToObj(i -> "piece " + i + " ").toArray(String[]::new);
      Script script = Script.saying(pieces).finish(FinishReason.LENGTH);
      stage.play("slow", script);
      try (ChatStream stream = stage.backend().open(request("slow"))) {
        ChatEvent first = stream.next(EVER).orElseThrow();
        Moments.pass(MOMENT);
        Answer rest = Answer.rest(stream);
        assertEquals(script.text(), ((ChatDelta) first).text() + rest.text());
        assertEquals(Optional.of(FinishReason.LENGTH), rest.finish().map(Finish::reason));
      }
    }
  }

  @Test
  default void closeUnblocksAReaderThatWaits() throws Exception {
    try (Stage stage = stage();
        ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
      stage.play("hold", Script.saying("a").hold());
      ChatStream stream = stage.backend().open(request("hold"));
      assertEquals(Optional.of(new ChatDelta("a")), stream.next(EVER));
      Future<?> waiting = reader.submit(() -> stream.next(EVER));
      Moments.pass(MOMENT);
      stream.close();
      assertEquals(new ChatFailure.Cancelled(), failureOf(waiting));
    }
  }

  @Test
  default void aClosedStreamSaysSoAndMayBeClosedAgain() {
    try (Stage stage = stage()) {
      stage.play("hold", Script.saying("a").hold());
      ChatStream stream = stage.backend().open(request("hold"));
      stream.close();
      stream.close();
      ChatException told = assertThrows(ChatException.class, () -> stream.next(EVER));
      assertEquals(new ChatFailure.Cancelled(), told.failure());
    }
  }

  @Test
  default void anInterruptFreesAReaderThatWaitsAndIsKept() throws Exception {
    try (Stage stage = stage()) {
      stage.play("hold", Script.saying("a").hold());
      try (ChatStream stream = stage.backend().open(request("hold"))) {
        assertEquals(Optional.of(new ChatDelta("a")), stream.next(EVER));
        List<Object> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        Thread reader =
            Thread.ofVirtual()
                .start(
                    () -> {
                      seen.add(Answer.rest(stream).failure());
                      seen.add(Thread.currentThread().isInterrupted());
                      done.countDown();
                    });
        Moments.pass(MOMENT);
        reader.interrupt();
        done.await();
        assertEquals(List.of(Optional.of(new ChatFailure.Cancelled()), true), seen);
      }
    }
  }

  @Test
  default void streamsNeverMix() throws Exception {
    try (Stage stage = stage();
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String name = "stream " + i;
        String[] pieces =
            IntStream.range(0, 20).mapToObj(n -> name + "." + n + ";").toArray(String[]::new);
        stage.play(name, Script.saying(pieces).finish(FinishReason.STOP));
        answers.add(readers.submit(() -> Answer.of(stage.backend(), name)));
      }
      for (int i = 0; i < answers.size(); i++) {
        String name = "stream " + i;
        String expected =
            IntStream.range(0, 20).mapToObj(n -> name + "." + n + ";").reduce("", String::concat);
        assertEquals(expected, answers.get(i).get().text());
      }
    }
  }

  @Test
  default void nothingIsHeldAfterwards() {
    try (Stage stage = stage()) {
      stage.play("end", Script.saying("a").finish(FinishReason.STOP));
      stage.play("fail", Script.saying("a").fail(new ChatFailure.RunFailed("no")));
      stage.play("hold", Script.saying("a").hold());
      Answer.of(stage.backend(), "end");
      Answer.of(stage.backend(), "fail");
      ChatStream held = stage.backend().open(request("hold"));
      assertEquals(Optional.of(new ChatDelta("a")), held.next(EVER));
      assertEquals(1, stage.held());
      held.close();
      held.close();
      assertEquals(0, stage.held());
      stage.play("drop", Script.saying("a").drop());
      Answer.of(stage.backend(), "drop");
      assertEquals(0, stage.held());
    }
  }

  private static ChatFailure failureOf(Future<?> future) throws InterruptedException {
    try {
      throw new AssertionError("an event came: " + future.get());
    } catch (ExecutionException e) {
      return assertInstanceOf(ChatException.class, e.getCause()).failure();
    }
  }
}
