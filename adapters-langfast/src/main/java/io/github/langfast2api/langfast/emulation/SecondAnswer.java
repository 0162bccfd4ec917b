package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.langfast.emulation.EmulationObserver.AnswerObservation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An answer that is opened by a thread of its own, so that its reader's timeout holds for the
 * opening too: who reads the first answer has a client to keep alive meanwhile.
 */
final class SecondAnswer implements ChatStream {

  private final CompletableFuture<ChatStream> opened = new CompletableFuture<>();
  private final Thread opener;

  SecondAnswer(ChatBackend backend, ChatRequest request, AnswerObservation observation) {
    this.opener =
        Thread.ofVirtual()
            .name("second-ask")
            .start(observation.secondAsk(() -> open(backend, request)));
  }

  private void open(ChatBackend backend, ChatRequest request) {
    try {
      ChatStream stream = backend.open(request);
      if (!opened.complete(stream)) {
        stream.close();
      }
    } catch (Throwable e) {
      opened.completeExceptionally(e);
    }
  }

  @Override
  public Optional<ChatEvent> next(Duration timeout) {
    long start = System.nanoTime();
    try {
      ChatStream stream = opened.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return stream.next(timeout.minusNanos(System.nanoTime() - start));
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

  @Override
  public Optional<Usage> usageSoFar() {
    return opened.isDone() && !opened.isCompletedExceptionally()
        ? opened.join().usageSoFar()
        : Optional.empty();
  }

  @Override
  public void close() {
    if (!opened.cancel(true) && !opened.isCompletedExceptionally()) {
      opened.join().close();
    }
    opener.interrupt();
  }

  private static RuntimeException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(e);
    };
  }
}
