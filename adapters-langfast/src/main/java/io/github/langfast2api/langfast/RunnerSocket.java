package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunnerConnector.Connected;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import io.github.langfast2api.langfast.wire.WebSocketClosedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
  private final Thread.Builder threads;
  private final RunnerConnectionState presence = new RunnerConnectionState();
  private final Backoff backoff = new Backoff();
  private final AtomicReference<@Nullable Thread> keeper = new AtomicReference<>();

  /**
   * @param threads makes the thread that reads: of the platform, one wakes with less ado when bytes
   *     come; virtual, there can be many
   */
  RunnerSocket(RunnerConnector connector, Mailboxes mailboxes, Thread.Builder threads) {
    this.connector = connector;
    this.mailboxes = mailboxes;
    this.threads = threads;
  }

  /** Where the events go. */
  Mailboxes mailboxes() {
    return mailboxes;
  }

  /** Connects in the background, if that is not under way. */
  void start() {
    if (keeper.get() == null) {
      Thread thread = threads.name("langfast-socket").unstarted(this::keep);
      if (keeper.compareAndSet(null, thread)) {
        thread.start();
      }
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
    // Runs of one user send no events to the connection of another.
    presence.leaveIf(to -> !connector.isCurrent(to)).ifPresent(Connected::close);
    return presence.whenConnected(
        this::start,
        connector.timeout(),
        to -> to.userId().equals(userId) ? Optional.of(mailboxes.start()) : Optional.empty());
  }

  /** Why there is no connection, if there is none. */
  Optional<String> notReadyReason() {
    return presence.notReadyReason();
  }

  /** Disconnects and stays so. Whoever reads or waits is told that it is cancelled. */
  @Override
  public void close() {
    presence.close().ifPresent(Connected::close);
    Thread thread = keeper.get();
    if (thread != null) {
      thread.interrupt();
    }
    mailboxes.closeAll();
  }

  private void keep() {
    try {
      while (!presence.isClosed()) {
        connectAndRead();
        presence.rest(backoff.next());
      }
    } finally {
      keeper.set(null);
      if (!presence.isClosed()) {
        // The Java machine itself failed. Whoever comes next starts another thread.
        presence.failed(broken());
      }
    }
  }

  private void connectAndRead() {
    try {
      readUntilTheEnd(connector.connect());
    } catch (ChatException e) {
      LOG.log(Level.DEBUG, "no connection to the runner: {0}", e.getMessage());
      presence.failed(e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the connection to the runner failed", e);
      presence.failed(broken());
    }
  }

  private void readUntilTheEnd(Connected to) {
    long start = System.nanoTime();
    boolean served = false;
    try (to) {
      if (presence.opened(to)) {
        LOG.log(Level.DEBUG, "connected to the runner");
        while (true) {
          served |= deliver(to.connection().nextEvent());
        }
      }
    } catch (WebSocketClosedException e) {
      LOG.log(Level.DEBUG, "the runner''s connection ended: {0}", e.getMessage());
    } finally {
      boolean good = served || System.nanoTime() - start > STABLE.toNanos();
      presence.ended(good);
      mailboxes.connectionLost();
      if (good) {
        backoff.reset();
      }
    }
  }

  /** Whether the event was of any use. */
  private boolean deliver(Utf8Slice arguments) {
    try {
      boolean known =
          RunEventReader.read(arguments, mailboxes::lengthAt).map(mailboxes::deliver).orElse(false);
      if (!known) {
        LOG.log(Level.TRACE, "an event of no known run");
      }
      return known;
    } catch (MalformedJsonException e) {
      LOG.log(Level.DEBUG, "an event that cannot be read: {0}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      // A bug; but the connection carries the events of all other runs too.
      LOG.log(Level.ERROR, "an event was lost", e);
      return false;
    }
  }

  private static ChatException broken() {
    return new ChatException(new ChatFailure.ProtocolBroken("The connection failed."));
  }
}
