package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.time.TimeoutSweeper;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes of all runs, to which events are delivered by job id. Safe for any thread.
 *
 * <p>A run's events can overtake the response that names it. While any run is being started, events
 * of unknown runs are kept: they may be its events.
 */
final class Mailboxes {

  private static final long MAX_EARLY_BYTES = 16 << 20;
  private static final int MAX_CLOSED_IDS = 4096;

  /**
   * With events of more runs at once, their readers are woken: several cores can run them, and what
   * comes until they run is joined into fewer deltas.
   */
  private static final int MAX_RUNS_PER_DELIVERY = 8;

  private final Duration reconnectTimeout;
  private final MemoryBudget memory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, RunMailbox> open = new HashMap<>();
  private final TimeoutSweeper<MailboxReader> readerTimeouts =
      new TimeoutSweeper<>(MailboxReader::wakeIfExpired);
  private final EarlyMailboxes early;
  private final Set<String> closed = Collections.newSetFromMap(bounded(MAX_CLOSED_IDS));
  private final SortedSet<Long> starting = new TreeSet<>();

  /** Those with events that are to be delivered. For the thread that reads the socket. */
  private final Set<RunMailbox> undelivered = new LinkedHashSet<>();

  private long starts;
  private long disconnects;
  private boolean allClosed;

  /**
   * @param reconnectTimeout from the loss of the connection to a run's next event
   * @param memory for the texts of all runs
   */
  Mailboxes(Duration reconnectTimeout, MemoryBudget memory) {
    this(reconnectTimeout, memory, MAX_EARLY_BYTES);
  }

  Mailboxes(Duration reconnectTimeout, MemoryBudget memory, long maxEarlyBytes) {
    this.reconnectTimeout = reconnectTimeout;
    this.memory = memory;
    this.early = new EarlyMailboxes(reconnectTimeout, memory, maxEarlyBytes);
  }

  /** Announces a run that is about to be started; the caller closes the announcement. */
  Start start() {
    lock.lock();
    try {
      starts++;
      starting.add(starts);
      return new Start(starts, disconnects);
    } finally {
      lock.unlock();
    }
  }

  /** Removes a run's mailbox, and drops its later events; returns whether it was open. */
  boolean close(String jobId) {
    lock.lock();
    try {
      RunMailbox was = open.remove(jobId);
      if (was != null) {
        readerTimeouts.remove(was.reader());
        closed.add(jobId);
      }
      return was != null;
    } finally {
      lock.unlock();
    }
  }

  /** The length of a run's text in bytes, if this slice begins with it and goes on; else 0. */
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

  /**
   * Puts an event in its run's mailbox; returns whether that is open. It is delivered by {@link
   * #deliver}. For the thread that reads the socket.
   */
  boolean put(RunEvent event) {
    RunMailbox mailbox = find(event);
    if (mailbox != null && mailbox.put(event)) {
      boolean unused = undelivered.add(mailbox);
    }
    return mailbox != null;
  }

  /** Delivers the events that were put. For the thread that reads the socket. */
  void deliver() {
    if (undelivered.isEmpty()) {
      return;
    }
    undelivered.forEach(
        undelivered.size() <= MAX_RUNS_PER_DELIVERY
            ? RunMailbox::deliver
            : mailbox -> mailbox.reader().wake());
    undelivered.clear();
  }

  /**
   * Whether nobody waits for the next event: no run is being started, and the readers of all that
   * are open have text held back.
   */
  boolean areUnwatched() {
    lock.lock();
    try {
      if (!starting.isEmpty()) {
        return false;
      }
      for (RunMailbox mailbox : open.values()) {
        if (!mailbox.isCoalescing()) {
          return false;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Starts the reconnect timeout of every run: the connection is lost. */
  void connectionLost() {
    lock.lock();
    try {
      disconnects++;
      open.values().forEach(RunMailbox::connectionLost);
      early.connectionLost();
    } finally {
      lock.unlock();
    }
  }

  /** Cancels all readers, present and future: no event will come any more. */
  void closeAll() {
    lock.lock();
    try {
      allClosed = true;
      open.values().forEach(RunMailbox::close);
    } finally {
      lock.unlock();
    }
  }

  /** The number of open mailboxes. */
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

  /** The announcement of a run; closed once its mailbox is open, or the start has failed. */
  final class Start implements AutoCloseable {

    private final long number;
    private final long disconnectsBefore;

    private Start(long number, long disconnectsBefore) {
      this.number = number;
      this.disconnectsBefore = disconnectsBefore;
    }

    /** Opens the run's mailbox, with the events that have come already. */
    RunMailbox open(String jobId) {
      RunMailbox mailbox = opened(jobId);
      // Without the lock, since this waits for the sweep that is under way.
      readerTimeouts.add(mailbox.reader());
      return mailbox;
    }

    private RunMailbox opened(String jobId) {
      lock.lock();
      try {
        Optional<RunMailbox> known = early.remove(jobId);
        RunMailbox mailbox = known.orElseGet(() -> new RunMailbox(reconnectTimeout, memory));
        open.put(jobId, mailbox);
        if (known.isEmpty() && disconnects != disconnectsBefore) {
          mailbox.connectionLost();
        }
        if (allClosed) {
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
