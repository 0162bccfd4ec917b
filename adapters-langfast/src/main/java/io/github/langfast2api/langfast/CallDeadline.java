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
 * A timeout for whole calls, which also end when their caller is interrupted. The HTTP client's
 * read timeout limits the time between two reads: a response that trickles would never expire.
 *
 * <p>Each call runs on a virtual thread of its own, since an interrupt closes a socket only if a
 * virtual thread blocks on it. Safe for any thread.
 */
final class CallDeadline {

  private final String what;
  private final Duration timeout;
  private final TimeoutSweeper<Call<?>> timeouts =
      new TimeoutSweeper<>("langfast-call-timeouts", Call::cancelIfExpired);

  /**
   * @param what the kind of call, for messages and thread names: "call"
   */
  CallDeadline(String what, Duration timeout) {
    this.what = what;
    this.timeout = timeout;
  }

  /** Makes a call whose result needs no closing. See {@link #within(Supplier, Consumer)}. */
  <T> T within(Supplier<T> call) {
    return within(call, result -> {});
  }

  /**
   * Makes a call and waits for it.
   *
   * @param discard closes a result that comes after the call was given up
   * @throws UncheckedIOException with a {@link SocketTimeoutException} if the timeout expires
   * @throws ChatException with {@link ChatFailure.Cancelled} if the caller is interrupted, which
   *     stays interrupted
   */
  <T> T within(Supplier<T> call, Consumer<T> discard) {
    Call<T> running = new Call<>(call, discard);
    timeouts.add(running);
    try {
      return running.result.get();
    } catch (InterruptedException e) {
      running.abandon();
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException told -> told;
        default -> new IllegalStateException(e);
      };
    } finally {
      timeouts.remove(running);
    }
  }

  /** A running call. Whoever completes its result first decides how it ends. */
  private final class Call<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Consumer<T> discard;
    private final long start = System.nanoTime();
    private final Thread worker;

    Call(Supplier<T> call, Consumer<T> discard) {
      this.discard = discard;
      this.worker = Thread.ofVirtual().name("langfast-" + what).start(() -> run(call));
    }

    private void run(Supplier<T> call) {
      try {
        T value = call.get();
        if (!result.complete(value)) {
          discard.accept(value);
        }
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    }

    void cancelIfExpired() {
      if (System.nanoTime() - start > timeout.toNanos()
          && result.completeExceptionally(timedOut())) {
        worker.interrupt();
      }
    }

    private UncheckedIOException timedOut() {
      return new UncheckedIOException(new SocketTimeoutException(what + " timed out"));
    }

    /** Cancels the call, and discards its result if that is there already. */
    void abandon() {
      if (!result.cancel(false) && !result.isCompletedExceptionally()) {
        discard.accept(result.join());
      }
      worker.interrupt();
    }
  }
}
