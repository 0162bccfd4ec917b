package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.function.Consumer;

/** Connects to LangFast's runner with the current session. */
final class RunnerConnector {

  private static final String STEP = "connect to the runner";

  private final UpstreamClient client;
  private final LangFastSettings settings;
  private final Sessions sessions;
  private final UpstreamFailures failures;
  private final MemoryBudget memory;
  private final CallDeadline deadline;

  RunnerConnector(
      UpstreamClient client,
      LangFastSettings settings,
      Sessions sessions,
      UpstreamFailures failures,
      MemoryBudget memory) {
    this.client = client;
    this.settings = settings;
    this.sessions = sessions;
    this.failures = failures;
    this.memory = memory;
    this.deadline = new CallDeadline("connect", settings.timeouts().connect());
  }

  /** A connection, and the user whose events it carries. */
  record Connected(SocketIoConnection connection, String userId) implements AutoCloseable {
    @Override
    public void close() {
      connection.close();
    }
  }

  /**
   * Connects and authenticates, waiting for it. If the runner refuses the session, other than for a
   * rate limit or quota, it tries once more with a new one.
   *
   * @throws ChatException if that fails
   */
  Connected connect() {
    try {
      Session session = sessions.current();
      try {
        return connect(session);
      } catch (ConnectRefusedException e) {
        if (e.limit().isPresent()) {
          throw e;
        }
        return connect(sessions.insteadOf(session));
      }
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  /** Whether a connection carries the events of the user who is signed in now. */
  boolean isCurrent(Connected connected) {
    return sessions.isCurrent(connected.userId());
  }

  /** The timeout for a connection and for the session that it needs. */
  Duration timeout() {
    return settings.timeouts().connect().plus(settings.timeouts().call());
  }

  private ChatException failure(RuntimeException e) {
    return switch (e) {
      case ConnectRefusedException refused -> new ChatException(refused.failure(), e);
      case HttpRefusedException refused ->
          new ChatException(UpstreamFailures.ofAccess(STEP, refused), e);
      default -> failures.ofException(STEP, e);
    };
  }

  private Connected connect(Session session) {
    SocketIoConnection connection =
        settings
            .observer()
            .observe(
                LangFastObserver.Step.CONNECT,
                () ->
                    deadline.connectWithin(
                        onConnect -> open(session.accessToken(), onConnect),
                        SocketIoConnection::close));
    return new Connected(connection, session.userId());
  }

  private SocketIoConnection open(String token, Consumer<Channel> onConnect) {
    return SocketIoConnection.open(
        client.withConnectListener(onConnect), settings.servers().runner(), memory, token);
  }
}
