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
 * Work that is done once for all who want it at the same time. It runs on a thread of its own, so
 * that somebody who stops waiting does not stop it for the others.
 */
final class SingleFlight<T> {

  private static final Logger LOG = System.getLogger(SingleFlight.class.getName());

  private final String name;
  private final AtomicReference<CompletableFuture<T>> underWay = new AtomicReference<>();

  /**
   * @param name what the work's threads are called
   */
  SingleFlight(String name) {
    this.name = name;
  }

  /**
   * Waits for the work that is under way, or has it done.
   *
   * @throws ChatException what the work throws; {@link ChatFailure.Cancelled} if interrupted
   */
  T join(Supplier<T> work) {
    return await(flight(work));
  }

  /** Has the work done, if it is not under way, and waits for nothing. */
  void begin(Supplier<T> work) {
    CompletableFuture<T> unused = flight(work);
  }

  private CompletableFuture<T> flight(Supplier<T> work) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> found = underWay.compareAndExchange(null, mine);
    if (found != null) {
      return found;
    }
    Thread unused = Thread.ofVirtual().name(name).start(() -> land(mine, work));
    return mine;
  }

  private void land(CompletableFuture<T> flight, Supplier<T> work) {
    try {
      T result = work.get();
      underWay.set(null);
      flight.complete(result);
    } catch (Throwable e) {
      underWay.set(null);
      if (!(e instanceof ChatException) && !(e instanceof HttpRefusedException)) {
        // Perhaps nobody waits who would tell.
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
