package io.github.langfast2api.langfast;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes of runs that nobody knows yet. They hold no more than so many bytes: those that
 * were silent for longest make room. Not for several threads.
 */
final class EarlyMailboxes {

  private static final int LARGEST = 1024;

  private final Duration reconnectTimeout;
  private final long room;
  private final Map<String, Early> byJob = new LinkedHashMap<>();
  private long held;

  /**
   * @param since the number of the newest start when the run was first heard of
   */
  private record Early(RunMailbox mailbox, long since) {}

  /**
   * @param reconnectTimeout see {@link RunMailbox}
   * @param room how many bytes they may hold
   */
  EarlyMailboxes(Duration reconnectTimeout, long room) {
    this.reconnectTimeout = reconnectTimeout;
    this.room = room;
  }

  /**
   * Takes in an event.
   *
   * @param newest the number of the newest start
   */
  void put(RunEvent event, long newest) {
    Early early =
        forgotten(byJob.remove(event.jobId()))
            .orElseGet(() -> new Early(new RunMailbox(reconnectTimeout), newest));
    early.mailbox().put(event);
    held += early.mailbox().capacity();
    byJob.put(event.jobId(), early);
    makeRoom();
  }

  /** The mailbox of a run that is known from now on, if it was heard of. */
  Optional<RunMailbox> remove(String jobId) {
    return forgotten(byJob.remove(jobId)).map(Early::mailbox);
  }

  /** Forgets the runs that were heard of before the start with this number: they are not its. */
  void forgetBefore(long start) {
    byJob.values().removeIf(early -> early.since() < start && forgotten(early).isPresent());
  }

  void connectionLost() {
    byJob.values().forEach(early -> early.mailbox().connectionLost());
  }

  private void makeRoom() {
    Iterator<Early> silent = byJob.values().iterator();
    while (byJob.size() > LARGEST || (held > room && byJob.size() > 1)) {
      Optional<Early> unused = forgotten(silent.next());
      silent.remove();
    }
  }

  private Optional<Early> forgotten(@Nullable Early early) {
    held -= early == null ? 0 : early.mailbox().capacity();
    return Optional.ofNullable(early);
  }
}
