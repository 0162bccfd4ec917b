package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.LangFastObserver.Step;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.simulator.Call;
import io.github.langfast2api.simulator.RunScript;
import io.github.langfast2api.simulator.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallLimitTest {

  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Test
  void aBurstOfRequestsMakesNoMoreCallsAtOnceThanTheLimitAndAllAreAnswered() throws Exception {
    try (Simulator simulator = Simulator.start();
        LangFastBackend backend =
            new LangFastBackend(
                SimulatorStage.settings(simulator)
                    .withMaxCalls(3)
                    .withVariants(
                        new Variants(
                            false,
                            new Variants.PromptUse.PerRun(),
                            false,
                            Variants.ResponseFormatForm.TEXT))
                    .withObserver(this::begin));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      simulator.play("q", RunScript.saying("a"));
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(clients.submit(() -> Answer.of(backend, "q").text()));
      }
      for (Future<String> answer : answers) {
        assertEquals("a", answer.get());
      }
      assertEquals(40, simulator.calls(Call.START_RUN));
      assertEquals(3, most.get());
    }
  }

  /** Notes how many calls of those that come with each request are made at once. */
  private Consumer<String> begin(Step step) {
    if (step != Step.START_RUN && step != Step.CREATE_PROMPT) {
      return status -> {};
    }
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    return status -> now.decrementAndGet();
  }

  @Test
  void whoWaitsForTooLongIsToldToComeAgainAndMakesNoCall() throws Exception {
    CallLimit limit = new CallLimit(1, Duration.ofMillis(10));
    Held held = new Held(limit);
    ChatFailure failure =
        assertThrows(ChatException.class, () -> limit.within(() -> fail("it was made"))).failure();
    assertInstanceOf(ChatFailure.Overloaded.class, failure);
    assertTrue(failure.message().contains("1 calls"), failure.message());
    held.end();
    assertEquals(1, limit.within(() -> 1));
  }

  @Test
  void aCallThatFailsMakesRoomForTheNext() {
    CallLimit limit = new CallLimit(1, Answer.EVER);
    assertThrows(IllegalStateException.class, () -> limit.within(() -> fail("no")));
    assertEquals(1, limit.within(() -> 1));
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    CallLimit limit = new CallLimit(1, Answer.EVER);
    Held held = new Held(limit);
    Thread.currentThread().interrupt();
    ChatFailure failure =
        assertThrows(ChatException.class, () -> limit.within(() -> fail("it was made"))).failure();
    assertInstanceOf(ChatFailure.Cancelled.class, failure);
    assertTrue(Thread.interrupted());
    held.end();
  }

  private static int fail(String why) {
    throw new IllegalStateException(why);
  }

  /** A call that goes on until it is ended. */
  private static final class Held {

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread caller;

    Held(CallLimit limit) throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      caller =
          Thread.ofVirtual()
              .start(
                  () ->
                      limit.within(
                          () -> {
                            begun.countDown();
                            return awaited();
                          }));
      begun.await();
    }

    void end() throws InterruptedException {
      over.countDown();
      caller.join();
    }

    private boolean awaited() {
      try {
        over.await();
        return true;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
