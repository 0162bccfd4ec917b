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
 * A persistent connection to LangFast's runner, which carries the events of its user's runs. Safe
 * for any thread.
 *
 * <p>A thread of its own connects, reads, and reconnects with backoff. Runs survive a reconnect:
 * their content is cumulative, so that the next event holds what was missed.
 */
final class RunnerSocket implements AutoCloseable {

  private static final Logger LOG = System.getLogger(RunnerSocket.class.getName());

  /** How long a connection must last, unless it served, for its end to reset the backoff. */
  private static final Duration STABLE_AFTER = Duration.ofSeconds(5);

  private final RunnerConnector connector;
  private final Mailboxes mailboxes;
  private final RunEventReader.KnownTexts knownTexts;
  private final Thread.Builder threads;
  private final RunnerConnectionState state = new RunnerConnectionState();
  private final Backoff backoff = new Backoff();
  private final AtomicReference<@Nullable Thread> reader = new AtomicReference<>();

  /**
   * @param threads makes the reading thread: a platform thread wakes at less cost when bytes come,
   *     virtual ones can be many
   */
  RunnerSocket(RunnerConnector connector, Mailboxes mailboxes, Thread.Builder threads) {
    this.connector = connector;
    this.mailboxes = mailboxes;
    this.knownTexts = mailboxes::lengthAt;
    this.threads = threads;
  }

  /** The mailboxes to which events are delivered. */
  Mailboxes mailboxes() {
    return mailboxes;
  }

  /** Starts the reading thread, if there is none. Does not block. */
  void start() {
    if (reader.get() == null) {
      Thread thread = threads.name("langfast-socket").unstarted(this::run);
      if (reader.compareAndSet(null, thread)) {
        thread.start();
      }
    }
  }

  /**
   * Waits for the connection, and announces a run of this user: if the connection is lost from then
   * on, the run's reconnect timeout starts.
   *
   * @return nothing if the connection is another user's, who has signed in meanwhile
   * @throws ChatException if the attempt to connect that is under way, or the next, fails
   */
  Optional<Mailboxes.Start> startRun(String userId) {
    // The events of a user's runs go to that user's connections alone.
    state.detachIf(to -> !connector.isCurrent(to)).ifPresent(Connected::close);
    return state.whenConnected(
        this::start,
        connector.timeout(),
        to -> to.userId().equals(userId) ? Optional.of(mailboxes.start()) : Optional.empty());
  }

  /** Why there is no connection; empty if there is one. */
  Optional<String> notReadyReason() {
    return state.notReadyReason();
  }

  /** As the only connection of all runs. */
  LangFastStatus.Connection status() {
    return new LangFastStatus.Connection(
        false, state.isConnected() ? 1 : 0, Optional.of(state.lasted()));
  }

  boolean isConnected() {
    return state.isConnected();
  }

  /**
   * Disconnects for good, and cancels who reads or waits. Waits for a sink that is called, but not
   * for the thread.
   */
  @Override
  public void close() {
    state.close().ifPresent(Connected::close);
    // Before the interrupt, which would break the connection that a sink writes to.
    mailboxes.closeAll();
    Thread thread = reader.get();
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      while (!state.isClosed()) {
        connectAndRead();
        state.awaitNextAttempt(backoff.next());
      }
    } finally {
      reader.set(null);
      if (!state.isClosed()) {
        // An Error, such as of memory. The next caller starts another thread.
        state.failed(broken());
      }
    }
  }

  private void connectAndRead() {
    try {
      readEvents(connector.connect());
    } catch (ChatException e) {
      LOG.log(Level.DEBUG, "no connection to the runner: {0}", e.getMessage());
      state.failed(e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the connection to the runner failed", e);
      state.failed(broken());
    }
  }

  private void readEvents(Connected to) {
    long start = System.nanoTime();
    boolean served = false;
    try (to) {
      if (state.opened(to)) {
        LOG.log(Level.DEBUG, "connected to the runner");
        ReadPacing pacing = new ReadPacing(mailboxes::areUnwatched);
        to.connection()
            .beforeWait(
                () -> {
                  mailboxes.deliver();
                  pacing.beforeWait();
                });
        while (true) {
          served |= put(to.connection().nextEvent());
        }
      }
    } catch (WebSocketClosedException e) {
      LOG.log(
          Level.DEBUG,
          "the runner''s connection ended: {0}",
          Redaction.GENERAL.apply(String.valueOf(e.getMessage())));
    } finally {
      boolean stable = served || System.nanoTime() - start > STABLE_AFTER.toNanos();
      state.ended(stable);
      if (stable) {
        backoff.reset();
      }
      loseConnection();
    }
  }

  /** Every run's reconnect timeout starts, though only after what has come of it. */
  private void loseConnection() {
    try {
      mailboxes.deliver();
    } finally {
      mailboxes.connectionLost();
    }
  }

  /** Puts an event in its mailbox; returns whether it is one of a known run. */
  private boolean put(Utf8Slice arguments) {
    try {
      Optional<RunEvent> event = RunEventReader.read(arguments, knownTexts);
      boolean known = event.isPresent() && mailboxes.put(event.get());
      if (!known) {
        LOG.log(Level.TRACE, "an event of no known run");
      }
      return known;
    } catch (MalformedJsonException e) {
      LOG.log(Level.DEBUG, "a malformed event: {0}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      // A bug, for which the runs of all others must not end.
      LOG.log(Level.ERROR, "an event was lost", e);
      return false;
    }
  }

  private static ChatException broken() {
    return new ChatException(new ChatFailure.ProtocolBroken("The connection failed."));
  }
}
