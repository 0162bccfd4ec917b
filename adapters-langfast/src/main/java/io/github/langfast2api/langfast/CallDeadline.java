package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.time.TimeoutSweeper;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Ends calls that take too long, or whose caller is interrupted. The client's own timeout is for
 * silence: an answer that comes a byte at a time would never end it.
 *
 * <p>A call runs on a virtual thread of its own, since those alone leave a socket when they are
 * interrupted.
 */
final class CallDeadline {

  private final String what;
  private final Duration limit;
  private final TimeoutSweeper<Call<?>> calls =
      new TimeoutSweeper<>("langfast-deadline", Call::endIfLate);

  /**
   * @param what what is timed, for the message: "call"
   */
  CallDeadline(String what, Duration limit) {
    this.what = what;
    this.limit = limit;
  }

  /** Makes a call whose result holds nothing. See {@link #within(Supplier, Consumer)}. */
  <T> T within(Supplier<T> call) {
    return within(call, result -> {});
  }

  /**
   * Makes a call.
   *
   * @param discard frees a result that comes when nobody waits for it any more
   * @throws UncheckedIOException with a {@link SocketTimeoutException} if it is late
   * @throws ChatException with {@link ChatFailure.Cancelled} if the caller is interrupted, which
   *     stays interrupted
   */
  <T> T within(Supplier<T> call, Consumer<T> discard) {
    Call<T> made = new Call<>(call, discard);
    calls.add(made);
    try {
      return made.result.get();
    } catch (InterruptedException e) {
      made.leave();
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException told -> told;
        default -> new IllegalStateException(e);
      };
    } finally {
      calls.remove(made);
    }
  }

  /** A call that is being made. Who completes its result first decides how it ended. */
  private final class Call<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Consumer<T> discard;
    private final long start = System.nanoTime();
    private final Thread worker;

    Call(Supplier<T> call, Consumer<T> discard) {
      this.discard = discard;
      this.worker = Thread.ofVirtual().name("langfast-" + what).start(() -> make(call));
    }

    private void make(Supplier<T> call) {
      try {
        T value = call.get();
        if (!result.complete(value)) {
          discard.accept(value);
        }
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    }

    void endIfLate() {
      if (System.nanoTime() - start > limit.toNanos() && result.completeExceptionally(late())) {
        worker.interrupt();
      }
    }

    private UncheckedIOException late() {
      return new UncheckedIOException(new SocketTimeoutException(what + " timed out"));
    }

    /** The caller will not take the result, even if it is there. */
    void leave() {
      if (!result.cancel(false) && !result.isCompletedExceptionally()) {
        discard.accept(result.join());
      }
      worker.interrupt();
    }
  }
}
