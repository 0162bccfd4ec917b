package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
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
 * A stream that is opened on a thread of its own, while {@link #next} already waits for its events:
 * {@link ChatBackend#open} has no timeout, and a client must get keep-alive comments while it
 * blocks. A failure to open is thrown by {@link #next}.
 */
final class OpeningStream implements ChatStream {

  private final CompletableFuture<ChatStream> opened = new CompletableFuture<>();

  /** The thread that opens the stream; null when it has, so that its stack can be freed. */
  private volatile @Nullable Thread opener;

  /**
   * Begins to open a stream.
   *
   * @param wrapper makes the task for the other thread belong to the request's trace
   */
  OpeningStream(ChatBackend backend, ChatRequest request, UnaryOperator<Runnable> wrapper) {
    Thread thread =
        Thread.ofVirtual()
            .name("http-stream-open")
            .unstarted(wrapper.apply(() -> open(backend, request)));
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
    Optional<ChatStream> stream = awaitOpened(timeout);
    Duration left = timeout.minusNanos(System.nanoTime() - start);
    return stream.flatMap(open -> open.next(left));
  }

  /** Passes a sink on to the stream, which must have been opened. */
  @Override
  public void deliverTo(DeltaSink sink) {
    opened.join().deliverTo(sink);
  }

  private Optional<ChatStream> awaitOpened(Duration timeout) {
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
