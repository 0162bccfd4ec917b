package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is still being opened, by a thread of its own: its reader's timeout holds for the
 * opening too, so that a client can be kept alive while the backend takes its time. Why a request
 * is not taken on is told by {@link #next}.
 */
public final class OpeningStream implements ChatStream {

  private final CompletableFuture<ChatStream> opened = new CompletableFuture<>();

  /** Who opens, as long as there is something to open; a thread that ended still has its stack. */
  private volatile @Nullable Thread opener;

  /**
   * Begins to open a stream.
   *
   * @param carrier puts a task into the form in which another thread may run it
   */
  OpeningStream(ChatBackend backend, ChatRequest request, UnaryOperator<Runnable> carrier) {
    Thread thread =
        Thread.ofVirtual()
            .name("chat-opener")
            .unstarted(carrier.apply(() -> open(backend, request)));
    this.opener = thread;
    thread.start();
  }

  private void open(ChatBackend backend, ChatRequest request) {
    try {
      ChatStream stream = backend.open(request);
      if (!opened.complete(stream)) {
        stream.close();
      }
    } catch (Throwable e) {
      opened.completeExceptionally(e);
    } finally {
      opener = null;
    }
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    long start = System.nanoTime();
    Optional<ChatStream> stream = stream(timeout);
    Duration left = timeout.minusNanos(System.nanoTime() - start);
    return stream.flatMap(open -> open.next(left));
  }

  private Optional<ChatStream> stream(Duration timeout) {
    try {
      return Optional.of(opened.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (CancellationException e) {
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  private static RuntimeException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(e);
    };
  }

  @Override
  public void close() {
    if (!opened.cancel(true) && !opened.isCompletedExceptionally()) {
      opened.join().close();
    }
    Thread thread = opener;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
