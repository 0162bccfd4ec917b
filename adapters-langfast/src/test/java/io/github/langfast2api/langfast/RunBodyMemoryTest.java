package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.ports.contract.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunBodyMemoryTest {

  private static final ChatRequest LARGE = Answer.request("x".repeat(3_000_000));

  private static ChatFailure failure(Runnable call) {
    return assertThrows(ChatException.class, call::run).failure();
  }

  @Test
  void callsWaitUntilThereIsMemoryForTheirBodies() throws InterruptedException {
    RunBodyMemory memory = new RunBodyMemory(16_000_000, Answer.EVER);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      callers.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      memory.during(
                          LARGE,
                          () -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            return now.decrementAndGet();
                          })));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertTrue(most.get() <= 2, () -> most + " at once");
    assertEquals(0, now.get());
  }

  @Test
  void whoWaitsForTooLongIsToldToComeAgain() throws InterruptedException {
    RunBodyMemory memory = new RunBodyMemory(8_000_000, Duration.ofMillis(10));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread holder =
        Thread.ofVirtual()
            .start(
                () ->
                    memory.during(
                        LARGE,
                        () -> {
                          begun.countDown();
                          awaited(over);
                          return 0;
                        }));
    begun.await();
    assertInstanceOf(ChatFailure.Overloaded.class, failure(() -> memory.during(LARGE, () -> 1)));
    over.countDown();
    holder.join();
    assertEquals(1, memory.during(LARGE, () -> 1));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aBodyLargerThanAllMemoryHasItForItself() {
    assertEquals(1, new RunBodyMemory(1000, Duration.ofMillis(10)).during(LARGE, () -> 1));
  }

  @Test
  void placeholdersAreLimitedSinceEachBecomesAVariable() {
    long few = RunBodyMemory.bytes(Answer.request("{{a}}".repeat(50_000)));
    assertTrue(few > 50_000_000);
    ChatRequest many = Answer.request("{{a}}".repeat(50_001));
    assertInstanceOf(ChatFailure.UnsupportedValue.class, failure(() -> RunBodyMemory.bytes(many)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "\n", "\u0001", "é", "中", "\ud83d\ude00", "\\", "\u007f"})
  void aBodyIsNotLongerThanItsMemory(String text) {
    ChatRequest request = Answer.request(text.repeat(100_000));
    byte[] body = JsonBytes.of(new RunJson(Variants.FAST).run("run", "prompt", "user", request));
    long counted = RunBodyMemory.bytes(request);
    assertTrue(counted >= 2L * body.length, () -> counted + " for " + body.length);
  }

  @Test
  void aBodyIsWrittenAsJsonPWritesIt() {
    var json =
        new RunJson(Variants.FAST).run("run", "p", "u", Answer.request("a\"é中\n".repeat(9_000)));
    assertEquals(json.toString(), new String(JsonBytes.of(json), UTF_8));
  }
}
