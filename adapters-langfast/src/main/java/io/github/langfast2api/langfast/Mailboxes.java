package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.ports.time.TimeoutSweeper;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which run's events go where.
 *
 * <p>A run's events can overtake the answer that names it. While any run is being started, events
 * of runs that nobody knows are kept; they belong to one of those or to nobody.
 */
final class Mailboxes {

  private static final long MAX_EARLY_BYTES = 16 << 20;
  private static final int MAX_CLOSED = 4096;

  private final Duration reconnectTimeout;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, RunMailbox> open = new HashMap<>();
  private final TimeoutSweeper<RunMailbox> waits =
      new TimeoutSweeper<>("langfast-waits", RunMailbox::endWait);
  private final EarlyMailboxes early;
  private final Set<String> closed = Collections.newSetFromMap(bounded(MAX_CLOSED));
  private final SortedSet<Long> starting = new TreeSet<>();
  private long starts;
  private long breaks;
  private boolean over;

  /**
   * @param reconnectTimeout how long a run may stay silent once the connection broke that carried
   *     its events
   */
  Mailboxes(Duration reconnectTimeout) {
    this(reconnectTimeout, MAX_EARLY_BYTES);
  }

  Mailboxes(Duration reconnectTimeout, long maxEarlyBytes) {
    this.reconnectTimeout = reconnectTimeout;
    this.early = new EarlyMailboxes(reconnectTimeout, maxEarlyBytes);
  }

  /** Announces a run that is being started; closed when its mailbox is open or will never be. */
  Start start() {
    lock.lock();
    try {
      starts++;
      starting.add(starts);
      return new Start(starts, breaks);
    } finally {
      lock.unlock();
    }
  }

  /** Gives a mailbox back; events that still come for it are nobody's. Whether it was open. */
  boolean close(String jobId) {
    lock.lock();
    try {
      RunMailbox was = open.remove(jobId);
      if (was != null) {
        waits.remove(was);
        closed.add(jobId);
      }
      return was != null;
    } finally {
      lock.unlock();
    }
  }

  /** How long the text of a run is that stands where this slice begins; 0 if it does not. */
  int lengthAt(String jobId, Utf8Slice slice) {
    RunMailbox mailbox;
    lock.lock();
    try {
      mailbox = open.get(jobId);
    } finally {
      lock.unlock();
    }
    return mailbox == null ? 0 : mailbox.lengthAt(slice);
  }

  /** Puts an event where it belongs. Whether it is known to belong anywhere. */
  boolean deliver(RunEvent event) {
    RunMailbox mailbox = find(event);
    if (mailbox != null) {
      mailbox.put(event);
    }
    return mailbox != null;
  }

  /** Tells every run that the connection broke that carried its events. */
  void connectionLost() {
    lock.lock();
    try {
      breaks++;
      open.values().forEach(RunMailbox::connectionLost);
      early.connectionLost();
    } finally {
      lock.unlock();
    }
  }

  /** Frees all who read, now and later: no event will come any more. */
  void closeAll() {
    lock.lock();
    try {
      over = true;
      open.values().forEach(RunMailbox::close);
    } finally {
      lock.unlock();
    }
  }

  /** How many runs are open. */
  int size() {
    lock.lock();
    try {
      return open.size();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable RunMailbox find(RunEvent event) {
    lock.lock();
    try {
      RunMailbox mailbox = open.get(event.jobId());
      if (mailbox == null && !starting.isEmpty() && !closed.contains(event.jobId())) {
        early.put(event, starts);
      }
      return mailbox;
    } finally {
      lock.unlock();
    }
  }

  private static <V> Map<String, V> bounded(int size) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > size;
      }
    };
  }

  /** A run that is being started. */
  final class Start implements AutoCloseable {

    private final long number;
    private final long breaksBefore;

    private Start(long number, long breaksBefore) {
      this.number = number;
      this.breaksBefore = breaksBefore;
    }

    /** The run's mailbox, with what came for it already. */
    RunMailbox open(String jobId) {
      lock.lock();
      try {
        Optional<RunMailbox> known = early.remove(jobId);
        RunMailbox mailbox = known.orElseGet(() -> new RunMailbox(reconnectTimeout));
        open.put(jobId, mailbox);
        waits.add(mailbox);
        if (known.isEmpty() && breaks != breaksBefore) {
          mailbox.connectionLost();
        }
        if (over) {
          mailbox.close();
        }
        return mailbox;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        boolean unused = starting.remove(number);
        early.forgetBefore(starting.isEmpty() ? Long.MAX_VALUE : starting.first());
      } finally {
        lock.unlock();
      }
    }
  }
}
