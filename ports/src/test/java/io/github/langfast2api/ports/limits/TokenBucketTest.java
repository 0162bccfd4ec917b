package io.github.langfast2api.ports.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final TokenBucket bucket = new TokenBucket(2, 0);

  @Test
  void itRefillsEvenlyUpToItsCapacity() {
    assertEquals(Optional.empty(), bucket.take(1, 0));
    assertEquals(Optional.empty(), bucket.take(1, 0));
    assertEquals(Optional.of(Duration.ofSeconds(30)), bucket.take(1, 0));
    assertEquals(Duration.ofMinutes(1), bucket.rate(0).reset());
    assertEquals(Optional.of(Duration.ofSeconds(1)), bucket.take(1, 29 * SECOND));
    assertEquals(Optional.empty(), bucket.take(1, 30 * SECOND));
    assertEquals(Optional.empty(), bucket.take(1, 3600 * SECOND));
    assertEquals(1, bucket.rate(3600 * SECOND).remaining());
  }

  @Test
  void whatIsPutBackIsThereAtOnceAndNeverMoreThanItsCapacity() {
    assertEquals(Optional.empty(), bucket.take(2, 0));
    bucket.putBack(1, 0);
    assertEquals(1, bucket.rate(0).remaining());
    bucket.putBack(5, 0);
    assertEquals(2, bucket.rate(0).remaining());
  }

  @Test
  void anotherCapacityKeepsWhatWasUsed() {
    assertEquals(Optional.empty(), bucket.take(2, 0));
    bucket.resize(5, 0);
    assertEquals(3, bucket.rate(0).remaining());
    bucket.resize(1, 0);
    assertEquals(0, bucket.rate(0).remaining());
    assertEquals(Optional.of(Duration.ofMinutes(1)), bucket.take(1, 0));
  }
}
