package io.github.langfast2api.langfast;

import io.github.langfast2api.ports.memory.MemoryBudget;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The mailboxes of runs whose events overtake the response that names the run. Bounded in number
 * and bytes: the texts of the least recently updated are evicted, and their runs are told so,
 * unless a later event brings the text again. Not for several threads.
 */
final class EarlyMailboxes {

  private static final int MAX_MAILBOXES = 1024;
  private static final int MAX_EVICTED = 4096;

  private final Duration reconnectTimeout;
  private final MemoryBudget memory;
  private final long maxBytes;
  private final Map<String, Early> byJob = new LinkedHashMap<>();

  /** Those without their texts. */
  private final Map<String, Early> evicted = new LinkedHashMap<>();

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
        removed(event.jobId())
            .orElseGet(() -> new Early(new RunMailbox(reconnectTimeout, memory), newest));
    boolean unused = early.mailbox().put(event);
    heldBytes += early.mailbox().capacity();
    byJob.put(event.jobId(), early);
    evictExcess();
  }

  /** Removes and returns a run's mailbox, if any of its events has come. */
  Optional<RunMailbox> remove(String jobId) {
    return removed(jobId).map(Early::mailbox);
  }

  /**
   * Forgets runs whose first event came before the start with this number: they are not its run.
   */
  void forgetBefore(long start) {
    heldBytes -= forgottenBytes(byJob, start);
    long unused = forgottenBytes(evicted, start);
  }

  /** Forgets those of a map, and gives the bytes that their texts took. */
  private static long forgottenBytes(Map<String, Early> mailboxes, long start) {
    long bytes = 0;
    Iterator<Early> all = mailboxes.values().iterator();
    while (all.hasNext()) {
      Early early = all.next();
      if (early.newestStart() < start) {
        bytes += early.mailbox().capacity();
        early.mailbox().close();
        all.remove();
      }
    }
    return bytes;
  }

  void connectionLost() {
    byJob.values().forEach(early -> early.mailbox().connectionLost());
    evicted.values().forEach(early -> early.mailbox().connectionLost());
  }

  private void evictExcess() {
    Iterator<Map.Entry<String, Early>> silent = byJob.entrySet().iterator();
    while (byJob.size() > MAX_MAILBOXES || (heldBytes > maxBytes && byJob.size() > 1)) {
      Map.Entry<String, Early> oldest = silent.next();
      heldBytes -= oldest.getValue().mailbox().capacity();
      oldest.getValue().mailbox().evictText();
      evicted.put(oldest.getKey(), oldest.getValue());
      silent.remove();
    }
    Iterator<Early> oldest = evicted.values().iterator();
    while (evicted.size() > MAX_EVICTED) {
      oldest.next().mailbox().close();
      oldest.remove();
    }
  }

  /** Removes a mailbox, and subtracts its bytes, which its next event changes. */
  private Optional<Early> removed(String jobId) {
    Early early = byJob.remove(jobId);
    if (early == null) {
      return Optional.ofNullable(evicted.remove(jobId));
    }
    heldBytes -= early.mailbox().capacity();
    return Optional.of(early);
  }
}
