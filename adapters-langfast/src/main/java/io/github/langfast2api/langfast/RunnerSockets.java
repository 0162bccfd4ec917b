package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections that carry the runs' events: one for all, or one for each. */
final class RunnerSockets implements AutoCloseable {

  private final Supplier<RunnerSocket> sockets;
  private final @Nullable RunnerSocket shared;
  private final Set<RunnerSocket> taken = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param sockets makes connections that are not connected yet
   * @param perRun whether each run gets its own
   */
  RunnerSockets(Supplier<RunnerSocket> sockets, boolean perRun) {
    this.sockets = sockets;
    this.shared = perRun ? null : sockets.get();
  }

  /** Connects in the background where a connection is kept. */
  void start() {
    if (shared != null) {
      shared.start();
    }
  }

  /**
   * A connection for a run, to be given back.
   *
   * @throws ChatException with {@link ChatFailure.Cancelled} if this is closed
   */
  RunnerSocket take() {
    RunnerSocket socket = shared == null ? fresh() : shared;
    if (closed) {
      giveBack(socket);
      throw new ChatException(new ChatFailure.Cancelled());
    }
    return socket;
  }

  /** Takes a connection back. */
  void giveBack(RunnerSocket socket) {
    if (!socket.equals(shared)) {
      taken.remove(socket);
      socket.close();
    }
  }

  /** Why no run can be heard of now, as far as that is known. */
  Optional<String> notReadyReason() {
    return shared == null ? Optional.empty() : shared.notReadyReason();
  }

  @Override
  public void close() {
    closed = true;
    taken.forEach(RunnerSocket::close);
    if (shared != null) {
      shared.close();
    }
  }

  private RunnerSocket fresh() {
    RunnerSocket socket = sockets.get();
    taken.add(socket);
    return socket;
  }
}
