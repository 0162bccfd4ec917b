package io.github.langfast2api.ports.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  private final MemoryBudget budget = new MemoryBudget(12_800);

  @Test
  void aReservationThatDoesNotFitIsRefusedAndStaysAsItWas() {
    Reservation one = budget.reserve();
    Reservation other = budget.reserve();
    assertTrue(one.resize(6_000));
    assertFalse(other.resize(6_000));
    assertEquals(6_000, budget.reserved());
    assertTrue(other.resize(4_000));
    assertFalse(other.growBy(1_000));
    assertEquals(10_000, budget.reserved());
    one.close();
    assertTrue(other.growBy(1_000));
    assertEquals(5_000, budget.reserved());
  }

  @Test
  void theLastFifthIsForSmallOnes() {
    Reservation large = budget.reserve();
    assertTrue(large.resize(budget.maxReservation()));
    assertFalse(large.growBy(1));
    Reservation small = budget.reserve();
    assertTrue(small.resize(100));
    assertFalse(small.growBy(1));
    assertTrue(small.resize(50));
  }

  @Test
  void toShrinkAlwaysSucceedsAndToCloseGivesAllBack() {
    Reservation large = budget.reserve();
    assertTrue(large.resize(10_000));
    assertTrue(budget.reserve().resize(100));
    assertTrue(large.resize(9_999));
    large.close();
    large.close();
    assertEquals(100, budget.reserved());
    assertFalse(large.resize(1));
  }

  @Test
  void manyAtOnceNeverReserveMoreThanThereIs() {
    long got =
        IntStream.range(0, 10_000).parallel().filter(i -> budget.reserve().resize(100)).count();
    assertEquals(12_800, budget.reserved());
    assertEquals(128, got);
  }

  @Test
  void aBudgetHasAByteAtLeast() {
    assertThrows(IllegalArgumentException.class, () -> new MemoryBudget(0));
    assertTrue(MemoryBudget.ofHeap(40).maxReservation() > 0);
  }
}
