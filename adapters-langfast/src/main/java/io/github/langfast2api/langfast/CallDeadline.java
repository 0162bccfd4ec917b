package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.time.TimeoutSweeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A timeout for whole calls, which also end when their caller is interrupted. The HTTP client's
 * read timeout limits the time between two reads: a response that trickles would never expire.
 *
 * <p>Each call runs on a thread of its own, which is interrupted when the call is given up. That
 * closes a socket only if a virtual thread blocks on it. Safe for any thread.
 */
final class CallDeadline {

  private final String what;
  private final Duration timeout;
  private final TimeoutSweeper<Call<?>> timeouts = new TimeoutSweeper<>(Call::cancelIfExpired);

  /**
   * @param what the kind of call, for messages and thread names: "call"
   */
  CallDeadline(String what, Duration timeout) {
    this.what = what;
    this.timeout = timeout;
  }

  /**
   * Makes a call on a virtual thread and waits for it. Its result needs no closing.
   *
   * @throws UncheckedIOException with a {@link SocketTimeoutException} if the timeout expires
   * @throws ChatException with {@link ChatFailure.Cancelled} if the caller is interrupted, which
   *     stays interrupted
   */
  <T> T within(Supplier<T> call) {
    return result(new Call<>(Thread.ofVirtual(), onConnect -> call.get(), result -> {}));
  }

  /**
   * Connects on a thread of the caller's kind and waits for it.
   *
   * @param connect tells its argument of each channel that it opens, which is closed if the call is
   *     given up
   * @param discard closes a result that comes after the call was given up
   * @throws UncheckedIOException with a {@link SocketTimeoutException} if the timeout expires
   * @throws ChatException with {@link ChatFailure.Cancelled} if the caller is interrupted, which
   *     stays interrupted
   */
  <T> T connectWithin(Function<Consumer<Channel>, T> connect, Consumer<T> discard) {
    boolean virtual = Thread.currentThread().isVirtual();
    Thread.Builder threads = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
    return result(new Call<>(threads, connect, discard));
  }

  private <T> T result(Call<T> running) {
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
    private final AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
    private final Thread worker;

    Call(Thread.Builder threads, Function<Consumer<Channel>, T> call, Consumer<T> discard) {
      this.discard = discard;
      this.worker = threads.name("langfast-" + what).start(() -> run(call));
    }

    private void run(Function<Consumer<Channel>, T> call) {
      try {
        T value = call.apply(this::connected);
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
        end();
      }
    }

    private void connected(Channel opened) {
      channel.set(opened);
      if (result.isDone()) {
        end();
      }
    }

    /** Ends the thread's wait for a server. */
    private void end() {
      worker.interrupt();
      Channel opened = channel.get();
      if (opened != null) {
        close(opened);
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
      end();
    }
  }

  private static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed nevertheless.
    }
  }
}
