package io.github.langfast2api.ports.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A budget of memory in bytes, which many reserve parts of before they allocate. It bounds a sum:
 * each part can be large, as long as not all are. How many bytes something takes is estimated by
 * who reserves them. Nobody waits: a part that does not fit is refused, so that of many that grow
 * at once some get through. Safe for any thread.
 */
public final class MemoryBudget {

  /** A reservation is small if so many of its size fit into the budget. */
  private static final int SMALL_PARTS = 128;

  private final long capacityBytes;
  private final AtomicLong reservedBytes = new AtomicLong();

  /**
   * A budget of so many bytes.
   *
   * @param capacityBytes at least 1
   */
  public MemoryBudget(long capacityBytes) {
    if (capacityBytes < 1) {
      throw new IllegalArgumentException("a budget must have a byte at least");
    }
    this.capacityBytes = capacityBytes;
  }

  /**
   * A budget of a share of the largest heap that the JVM may have.
   *
   * @param percent from 1 to 100
   */
  public static MemoryBudget ofHeap(int percent) {
    return new MemoryBudget(Runtime.getRuntime().maxMemory() / 100 * percent);
  }

  /**
   * The bytes that a reservation may have at most, unless it is small. The last fifth of the budget
   * is for small ones: large ones, however many and long-lived, do not keep them out.
   */
  public long maxReservation() {
    return capacityBytes / 5 * 4;
  }

  /** The bytes that are reserved. */
  public long reserved() {
    return reservedBytes.get();
  }

  /** A reservation, empty at first; the caller closes it. */
  public Reservation reserve() {
    return new Reservation();
  }

  private boolean tryAdd(long bytes, long limit) {
    long before = reservedBytes.get();
    while (before + bytes <= limit) {
      if (reservedBytes.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = reservedBytes.get();
    }
    return false;
  }

  /** A part of the budget. Safe for any thread. */
  public final class Reservation implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private long bytes;
    private boolean closed;

    private Reservation() {}

    /**
     * Makes it larger or smaller. To make it smaller always succeeds.
     *
     * @return whether there was room; if not, it has the size that it had. There is never room in a
     *     reservation that is closed
     */
    public boolean resize(long newBytes) {
      lock.lock();
      try {
        boolean resized = !closed && (newBytes <= bytes ? shrink(newBytes) : grow(newBytes));
        bytes = resized ? newBytes : bytes;
        return resized;
      } finally {
        lock.unlock();
      }
    }

    /** Makes it larger by so many bytes, if there is room; returns whether there was. */
    public boolean growBy(long more) {
      lock.lock();
      try {
        return resize(bytes + more);
      } finally {
        lock.unlock();
      }
    }

    /** Whether so many bytes more would have room if nothing else were reserved. */
    public boolean couldGrowBy(long more) {
      lock.lock();
      try {
        return bytes + more <= maxReservation();
      } finally {
        lock.unlock();
      }
    }

    /** Gives everything back. Idempotent. */
    @Override
    public void close() {
      lock.lock();
      try {
        var unused = resize(0);
        closed = true;
      } finally {
        lock.unlock();
      }
    }

    private boolean shrink(long newBytes) {
      reservedBytes.addAndGet(newBytes - bytes);
      return true;
    }

    private boolean grow(long newBytes) {
      boolean small = newBytes <= capacityBytes / SMALL_PARTS;
      return tryAdd(newBytes - bytes, small ? capacityBytes : maxReservation());
    }
  }
}
