package io.github.langfast2api.ports.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.state.SharedValue;
import io.github.langfast2api.ports.state.SharedValue.Lease;
import io.github.langfast2api.ports.state.SharedValue.Version;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link SharedValue} promises. */
@Timeout(60)
public interface SharedValueContract {

  /** The same value as two instances see it; there is no text. */
  List<SharedValue> twoInstances();

  @Test
  default void aValueThatNobodyPutIsNotThere() {
    SharedValue value = twoInstances().getFirst();
    assertEquals(Version.NONE, value.read());
    assertEquals(Version.NONE.number(), value.latest());
  }

  @Test
  default void whatOneInstancePutsAllRead() {
    List<SharedValue> instances = twoInstances();
    Version put = instances.getFirst().replace(Version.NONE.number(), "ä中\uD83D\uDE00");
    assertEquals(Optional.of("ä中\uD83D\uDE00"), put.text());
    assertEquals(put, instances.getFirst().read());
    assertEquals(put, instances.getLast().read());
    assertEquals(put.number(), instances.getFirst().latest());
    assertEquals(put.number(), instances.getLast().latest());
  }

  @Test
  default void anInstanceHearsOfAnothersVersionWithoutAsking() throws InterruptedException {
    List<SharedValue> instances = twoInstances();
    Version put = instances.getFirst().replace(Version.NONE.number(), "text");
    while (instances.getLast().latest() != put.number()) {
      Thread.sleep(10);
    }
    Version next = instances.getFirst().replace(put.number(), "next");
    while (instances.getLast().latest() != next.number()) {
      Thread.sleep(10);
    }
  }

  @Test
  default void aVersionReplacesTheOneThatItWasMadeFromAndNoOther() {
    List<SharedValue> instances = twoInstances();
    Version first = instances.getFirst().replace(Version.NONE.number(), "first");
    Version second = instances.getLast().replace(first.number(), "second");
    assertTrue(second.number() > first.number());
    assertEquals(second, instances.getFirst().replace(first.number(), "too late"));
    assertEquals(second, instances.getFirst().replace(Version.NONE.number(), "too late"));
    assertEquals(second, instances.getFirst().read());
  }

  @Test
  default void theSameTextIsAnotherVersion() {
    SharedValue value = twoInstances().getFirst();
    Version first = value.replace(Version.NONE.number(), "text");
    Version second = value.replace(first.number(), "text");
    assertNotEquals(first.number(), second.number());
    assertEquals(second, value.read());
  }

  @Test
  default void oneHasTheLeaseUntilItIsClosed() {
    List<SharedValue> instances = twoInstances();
    Lease lease = instances.getFirst().tryLease().orElseThrow();
    assertTrue(instances.getFirst().tryLease().isEmpty());
    assertTrue(instances.getLast().tryLease().isEmpty());
    lease.close();
    Lease next = instances.getLast().tryLease().orElseThrow();
    lease.close();
    assertTrue(instances.getFirst().tryLease().isEmpty());
    next.close();
    instances.getFirst().tryLease().orElseThrow().close();
  }

  @Test
  default void aLeaseDoesNotKeepOthersFromReadingAndReplacing() {
    List<SharedValue> instances = twoInstances();
    Lease lease = instances.getFirst().tryLease().orElseThrow();
    Version put = instances.getLast().replace(Version.NONE.number(), "text");
    assertEquals(put, instances.getLast().read());
    lease.close();
  }

  @Test
  default void ofManyThatReplaceTheSameVersionOneSucceeds() throws Exception {
    List<SharedValue> instances = twoInstances();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Version>> replacing =
          IntStream.range(0, 50)
              .<Callable<Version>>mapToObj(
                  i -> () -> instances.get(i % 2).replace(Version.NONE.number(), "text " + i))
              .toList();
      Optional<Version> winner = Optional.empty();
      for (Future<Version> replaced : threads.invokeAll(replacing)) {
        winner = winner.or(() -> Optional.of(replaced.resultNow()));
        assertEquals(winner, Optional.of(replaced.get()));
      }
      assertEquals(winner, Optional.of(instances.getFirst().read()));
    }
  }
}
