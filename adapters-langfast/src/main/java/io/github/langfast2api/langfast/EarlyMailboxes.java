package io.github.langfast2api.langfast;

import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes of runs whose events overtake the response that names the run. Bounded in number
 * and bytes: the least recently updated are evicted. Not for several threads.
 */
final class EarlyMailboxes {

  private static final int MAX_MAILBOXES = 1024;

  private final Duration reconnectTimeout;
  private final MemoryBudget memory;
  private final long maxBytes;
  private final Map<String, Early> byJob = new LinkedHashMap<>();
  private long heldBytes;

  /**
   * @param newestStart the number of the newest start when the run's first event came
   */
  private record Early(RunMailbox mailbox, long newestStart) {}

  /**
   * @param reconnectTimeout see {@link RunMailbox}
   * @param memory see {@link RunMailbox}
   * @param maxBytes how many bytes of text they may hold together
   */
  EarlyMailboxes(Duration reconnectTimeout, MemoryBudget memory, long maxBytes) {
    this.reconnectTimeout = reconnectTimeout;
    this.memory = memory;
    this.maxBytes = maxBytes;
  }

  /**
   * Puts an event in its run's mailbox, which is made if need be.
   *
   * @param newest the number of the newest start
   */
  void put(RunEvent event, long newest) {
    Early early =
        released(byJob.remove(event.jobId()))
            .orElseGet(() -> new Early(new RunMailbox(reconnectTimeout, memory), newest));
    early.mailbox().put(event);
    heldBytes += early.mailbox().capacity();
    byJob.put(event.jobId(), early);
    evictExcess();
  }

  /** Removes and returns a run's mailbox, if any of its events has come. */
  Optional<RunMailbox> remove(String jobId) {
    return released(byJob.remove(jobId)).map(Early::mailbox);
  }

  /** Evicts runs whose first event came before the start with this number: they are not its run. */
  void evictBefore(long start) {
    byJob
        .values()
        .removeIf(
            early -> {
              boolean evicted = early.newestStart() < start;
              if (evicted) {
                evict(early);
              }
              return evicted;
            });
  }

  void connectionLost() {
    byJob.values().forEach(early -> early.mailbox().connectionLost());
  }

  private void evictExcess() {
    Iterator<Early> silent = byJob.values().iterator();
    while (byJob.size() > MAX_MAILBOXES || (heldBytes > maxBytes && byJob.size() > 1)) {
      evict(silent.next());
      silent.remove();
    }
  }

  private void evict(Early early) {
    Optional<Early> unused = released(early);
    early.mailbox().close();
  }

  /** Subtracts a mailbox's bytes, which its next event changes. */
  private Optional<Early> released(@Nullable Early early) {
    heldBytes -= early == null ? 0 : early.mailbox().capacity();
    return Optional.ofNullable(early);
  }
}
