package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Deduplication of concurrent calls: callers that come while one is in flight share its result. It
 * runs on a thread of its own, so that a caller that is interrupted does not interrupt it for the
 * others. Safe for any thread.
 */
final class SingleFlight<T> {

  private static final Logger LOG = System.getLogger(SingleFlight.class.getName());

  private final String name;
  private final AtomicReference<CompletableFuture<T>> inFlight = new AtomicReference<>();

  /**
   * @param name of the threads that do the work
   */
  SingleFlight(String name) {
    this.name = name;
  }

  /**
   * Waits for the work in flight, or starts it.
   *
   * @throws ChatException what the work throws; {@link ChatFailure.Cancelled} if interrupted
   */
  T join(Supplier<T> work) {
    return await(joinOrStart(work));
  }

  /** Starts the work, if it is not in flight. Does not wait. */
  void start(Supplier<T> work) {
    CompletableFuture<T> unused = joinOrStart(work);
  }

  private CompletableFuture<T> joinOrStart(Supplier<T> work) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> found = inFlight.compareAndExchange(null, mine);
    if (found != null) {
      return found;
    }
    Thread unused = Thread.ofVirtual().name(name).start(() -> run(mine, work));
    return mine;
  }

  private void run(CompletableFuture<T> flight, Supplier<T> work) {
    try {
      T result = work.get();
      inFlight.set(null);
      flight.complete(result);
    } catch (Throwable e) {
      inFlight.set(null);
      if (!(e instanceof ChatException) && !(e instanceof HttpRefusedException)) {
        // Perhaps nobody waits for the result, and so for the exception.
        LOG.log(Level.ERROR, name + " failed", e);
      }
      flight.completeExceptionally(e);
    }
  }

  private static <T> T await(CompletableFuture<T> flight) {
    try {
      return flight.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException told -> told;
        default -> new IllegalStateException(e);
      };
    }
  }
}
