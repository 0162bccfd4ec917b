package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.langfast.RunnerConnector.Connected;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The warm connection to LangFast's runner, which carries the events of every run.
 *
 * <p>A thread of its own connects, reads, and connects again when the connection breaks, sooner if
 * somebody waits for it. Runs outlive a break: their content is cumulative, so the next event after
 * it says all that was missed.
 */
final class RunnerSocket implements AutoCloseable {

  private static final Logger LOG = System.getLogger(RunnerSocket.class.getName());

  /** A connection that lived so long, or served, was no mistake, and its end no reason to wait. */
  private static final Duration STABLE = Duration.ofSeconds(5);

  private final RunnerConnector connector;
  private final Mailboxes mailboxes;
  private final Backoff backoff = new Backoff();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread keeper;
  private @Nullable Connected connected;
  private @Nullable ChatException lastFailure;
  private long attempts;
  private int waiting;
  private boolean closed;

  RunnerSocket(RunnerConnector connector, Mailboxes mailboxes) {
    this.connector = connector;
    this.mailboxes = mailboxes;
  }

  /** Where the events go. */
  Mailboxes mailboxes() {
    return mailboxes;
  }

  /** Connects in the background, if that is not under way. */
  void start() {
    lock.lock();
    try {
      if (keeper == null && !closed) {
        keeper = Thread.ofVirtual().name("langfast-socket").start(this::keep);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until events of this user can come, and announces a run of theirs: what breaks from then
   * on breaks under the run.
   *
   * @return nothing if events come for another user, who has signed in meanwhile
   * @throws ChatException if the attempt to connect that is under way, or the next, fails
   */
  Optional<Mailboxes.Start> startRun(String userId) {
    start();
    leaveSuperseded();
    lock.lock();
    try {
      Connected to = awaitConnected();
      return to.userId().equals(userId) ? Optional.of(mailboxes.start()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Why there is no connection, if there is none. */
  Optional<String> obstacle() {
    lock.lock();
    try {
      if (connected != null) {
        return Optional.empty();
      }
      return Optional.of(
          lastFailure == null ? "not connected to LangFast yet" : lastFailure.failure().message());
    } finally {
      lock.unlock();
    }
  }

  /** Disconnects and stays so. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (connected != null) {
        connected.connection().close();
      }
      if (keeper != null) {
        keeper.interrupt();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void keep() {
    while (!isClosed()) {
      try {
        readUntilTheEnd(connector.connect());
      } catch (ChatException e) {
        LOG.log(Level.DEBUG, "no connection to the runner: {0}", e.getMessage());
        failed(e);
      } catch (RuntimeException e) {
        // A bug; but this thread is the only one that connects, and must live.
        LOG.log(Level.ERROR, "the connection to the runner failed", e);
        failed(new ChatException(new ChatFailure.ProtocolBroken("The connection failed."), e));
      }
      rest(backoff.next());
    }
  }

  private void readUntilTheEnd(Connected to) {
    long start = System.nanoTime();
    boolean served = false;
    try (SocketIoConnection connection = to.connection()) {
      opened(to);
      while (true) {
        served |= deliver(connection.nextEvent());
      }
    } catch (WebSocketClosedException e) {
      LOG.log(Level.DEBUG, "the runner''s connection ended: {0}", e.getMessage());
    } finally {
      lost();
      if (served || System.nanoTime() - start > STABLE.toNanos()) {
        backoff.reset();
      }
    }
  }

  /** Whether the event was of any use. */
  private boolean deliver(Utf8Slice arguments) {
    try {
      boolean known = RunEventReader.read(arguments).map(mailboxes::deliver).orElse(false);
      if (!known) {
        LOG.log(Level.TRACE, "an event that is nobody''s");
      }
      return known;
    } catch (MalformedJsonException e) {
      LOG.log(Level.DEBUG, "an event that cannot be read: {0}", e.getMessage());
      return false;
    }
  }

  private void opened(Connected to) {
    lock.lock();
    try {
      if (closed) {
        throw new WebSocketClosedException(WebSocketClosedException.NORMAL, "not needed any more");
      }
      LOG.log(Level.DEBUG, "connected to the runner");
      connected = to;
      lastFailure = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void lost() {
    lock.lock();
    try {
      connected = null;
    } finally {
      lock.unlock();
    }
    mailboxes.connectionLost();
  }

  private void failed(ChatException e) {
    lock.lock();
    try {
      attempts++;
      lastFailure = e;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits before the next attempt, and no longer once somebody needs the connection. */
  private void rest(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    lock.lock();
    try {
      long left = time.toNanos();
      while (!closed && waiting == 0 && left > 0) {
        long unused = changed.awaitNanos(left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      LOG.log(Level.TRACE, "the socket is closed");
    } finally {
      lock.unlock();
    }
  }

  private Connected awaitConnected() {
    long end = System.nanoTime() + connector.patience().toNanos();
    long seen = attempts;
    waiting++;
    changed.signalAll();
    try {
      Connected found = connected;
      while (found == null) {
        requireHope(seen, end);
        long unused = changed.awaitNanos(end - System.nanoTime());
        found = connected;
      }
      return found;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } finally {
      waiting--;
    }
  }

  private void requireHope(long seen, long end) {
    if (closed) {
      throw new ChatException(new ChatFailure.Cancelled());
    }
    if (attempts > seen && lastFailure != null) {
      throw new ChatException(lastFailure.failure(), lastFailure);
    }
    if (System.nanoTime() - end >= 0) {
      throw new ChatException(new ChatFailure.TimedOut(Clock.CONNECT, connector.patience()));
    }
  }

  /** Runs of one user send no events to the connection of another. */
  private void leaveSuperseded() {
    Connected other = superseded();
    if (other != null) {
      other.connection().close();
    }
  }

  /** The connection of a user who is not signed in any more; from now on there is none. */
  private @Nullable Connected superseded() {
    lock.lock();
    try {
      if (connected == null || connector.isCurrent(connected)) {
        return null;
      }
      Connected other = connected;
      connected = null;
      return other;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
