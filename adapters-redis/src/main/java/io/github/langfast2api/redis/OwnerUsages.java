package io.github.langfast2api.redis;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What owners have in the store, as the server told last. Of very many owners those that were not
 * heard of for longest are forgotten. Safe for any thread.
 */
final class OwnerUsages {

  private static final int MAX_OWNERS = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Usage> usages = new LinkedHashMap<>(16, 0.75f, true);
  private long responses;
  private long bytes;

  /**
   * What an owner has, or all have.
   *
   * @param sequence higher than what the server told before
   */
  record Usage(long sequence, long responses, long bytes) {

    static final Usage NONE = new Usage(0, 0, 0);
  }

  /** Notes what the server told, unless something newer overtook it. */
  void heard(String owner, Usage usage) {
    lock.lock();
    try {
      Usage before = usages.getOrDefault(owner, Usage.NONE);
      if (usage.sequence > before.sequence) {
        usages.put(owner, usage);
        responses += usage.responses - before.responses;
        bytes += usage.bytes - before.bytes;
        forgetEldest();
      }
    } finally {
      lock.unlock();
    }
  }

  private void forgetEldest() {
    if (usages.size() > MAX_OWNERS) {
      Iterator<Usage> all = usages.values().iterator();
      Usage eldest = all.next();
      all.remove();
      responses -= eldest.responses;
      bytes -= eldest.bytes;
    }
  }

  Usage total() {
    lock.lock();
    try {
      return new Usage(0, responses, bytes);
    } finally {
      lock.unlock();
    }
  }
}
