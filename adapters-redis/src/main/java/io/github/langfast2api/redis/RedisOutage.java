package io.github.langfast2api.redis;

import io.github.langfast2api.redis.RedisCallException.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether Redis can be used. A call that fails begins an outage, in which none is tried; a probe
 * that succeeds ends it. Probes follow the failure at once, and then after a backoff that doubles;
 * it begins anew only when Redis was used for a while, so that a server that fails between probes
 * is not asked for connections all the time. The log is told of each cause once, and of the
 * recovery. Safe for any thread.
 */
final class RedisOutage {

  private static final Logger LOG = System.getLogger(RedisOutage.class.getName());

  private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long MIN_BACKOFF_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long MAX_BACKOFF_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int MAX_TOLD = 100;

  private final String address;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition due = lock.newCondition();
  private final CountDownLatch known = new CountDownLatch(1);
  private final Set<String> told = new HashSet<>();
  private volatile boolean available;
  private final AtomicLong generation = new AtomicLong();
  private volatile String cause = "it has not been connected to yet";
  private String logged = "";
  private long backoffNanos;
  private long beatAt = System.nanoTime();
  private long recoveredAt = beatAt;
  private volatile boolean closed;

  /**
   * @param address of the server, for the log
   */
  RedisOutage(String address) {
    this.address = address;
  }

  boolean isAvailable() {
    return available;
  }

  /** The number of outages; connections of another one are not used any more. */
  long generation() {
    return generation.get();
  }

  /** Waits until it is known for the first time whether Redis can be used, or for so long. */
  void awaitKnown(long millis) throws InterruptedException {
    if (known.getCount() > 0) {
      boolean unused = known.await(millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Notes that a call failed, which begins an outage unless the call alone is to blame. */
  void callFailed(RedisCallException failure) {
    LOG.log(Level.DEBUG, "a call to Redis failed", failure);
    lock.lock();
    try {
      if (failure.kind() == Kind.CALL_ERROR) {
        tell(failure);
      } else if (available) {
        // The probe may not meet it, such as a command that is not permitted.
        if (failure.kind() == Kind.SERVER_ERROR) {
          tell(failure);
        }
        begin(failure);
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell(RedisCallException failure) {
    if (told.size() < MAX_TOLD && told.add(failure.sentence())) {
      LOG.log(Level.WARNING, "Redis ({0}) refused a call: {1}", address, failure.sentence());
    }
  }

  private void begin(RedisCallException failure) {
    available = false;
    long unused = generation.incrementAndGet();
    cause = failure.sentence();
    if (isStable()) {
      backoffNanos = 0;
    } else {
      log();
      lengthenBackoff();
    }
    beatAt = System.nanoTime() + backoffNanos;
    due.signalAll();
  }

  private boolean isStable() {
    return System.nanoTime() - recoveredAt > STABLE_NANOS;
  }

  private void lengthenBackoff() {
    backoffNanos = Math.clamp(2 * backoffNanos, MIN_BACKOFF_NANOS, MAX_BACKOFF_NANOS);
  }

  private void log() {
    if (!cause.equals(logged)) {
      logged = cause;
      LOG.log(Level.WARNING, "Redis ({0}) cannot be used: {1}", address, cause);
    }
  }

  /** Notes that a probe succeeded, which ends an outage. */
  void probeSucceeded() {
    lock.lock();
    try {
      if (!available && !closed) {
        recoveredAt = System.nanoTime();
        available = true;
      } else if (available && isStable() && !logged.isEmpty()) {
        logged = "";
        LOG.log(Level.INFO, "Redis ({0}) can be used again", address);
      }
      beatAt = System.nanoTime() + BEAT_NANOS;
    } finally {
      lock.unlock();
    }
    known.countDown();
  }

  /** Notes that a probe failed, which begins an outage or goes on with it. */
  void probeFailed(RedisCallException failure) {
    LOG.log(Level.DEBUG, "a probe of Redis failed", failure);
    lock.lock();
    try {
      if (available) {
        begin(failure);
      } else {
        cause = failure.sentence();
        log();
        lengthenBackoff();
        beatAt = System.nanoTime() + backoffNanos;
      }
    } finally {
      lock.unlock();
    }
    known.countDown();
  }

  /**
   * Waits until the next beat of the heartbeat is due.
   *
   * @return false if there is none, since this is closed
   */
  boolean awaitBeat() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && beatAt - System.nanoTime() > 0) {
        long unused = due.awaitNanos(beatAt - System.nanoTime());
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The outage as a sentence for the operator; empty if there is none. */
  Optional<String> trouble() {
    return available
        ? Optional.empty()
        : Optional.of("Redis (%s) cannot be used: %s.".formatted(address, cause));
  }

  /** Lets no call and no beat be made any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      available = false;
      cause = "it is not used any more";
      due.signalAll();
    } finally {
      lock.unlock();
    }
    known.countDown();
  }

  /** Whether this is closed, and not only an outage. */
  boolean isClosed() {
    return closed;
  }
}
