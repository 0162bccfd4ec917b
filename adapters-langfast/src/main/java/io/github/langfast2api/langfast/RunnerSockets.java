package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections that carry the runs' events: one for all runs, or one for each. */
final class RunnerSockets implements AutoCloseable {

  private final Supplier<RunnerSocket> sockets;
  private final @Nullable RunnerSocket shared;
  private final Set<RunnerSocket> leased = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param sockets makes sockets that are not connected yet
   * @param perRun whether each run gets its own
   */
  RunnerSockets(Supplier<RunnerSocket> sockets, boolean perRun) {
    this.sockets = sockets;
    this.shared = perRun ? null : sockets.get();
  }

  /** Connects the shared connection in the background, if there is one. */
  void start() {
    if (shared != null) {
      shared.start();
    }
  }

  /**
   * Acquires a connection for a run; the caller releases it.
   *
   * @throws ChatException with {@link ChatFailure.Cancelled} if this is closed
   */
  RunnerSocket acquire() {
    RunnerSocket socket = shared == null ? lease() : shared;
    if (closed) {
      release(socket);
      throw new ChatException(new ChatFailure.Cancelled());
    }
    return socket;
  }

  /** Releases a connection, which is closed if it is not shared. */
  void release(RunnerSocket socket) {
    if (!socket.equals(shared)) {
      leased.remove(socket);
      socket.close();
    }
  }

  /** Why the shared connection is not ready; empty if it is, or there is none. */
  Optional<String> notReadyReason() {
    return shared == null ? Optional.empty() : shared.notReadyReason();
  }

  LangFastStatus.Connection status() {
    return shared == null
        ? new LangFastStatus.Connection(
            true, (int) leased.stream().filter(RunnerSocket::isConnected).count(), Optional.empty())
        : shared.status();
  }

  @Override
  public void close() {
    closed = true;
    leased.forEach(RunnerSocket::close);
    if (shared != null) {
      shared.close();
    }
  }

  private RunnerSocket lease() {
    RunnerSocket socket = sockets.get();
    leased.add(socket);
    return socket;
  }
}
