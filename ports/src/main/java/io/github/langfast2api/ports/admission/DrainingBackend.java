package io.github.langfast2api.ports.admission;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.DeltaSink;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.ports.health.ReadinessProbe;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Graceful shutdown of a backend, in two steps: {@link #drain} refuses new requests and lets open
 * answers end; {@link #stop} closes those that have not ended, whose readers get {@link
 * ChatFailure.Draining} so that nobody takes half of an answer for the whole. Safe for any thread.
 */
public final class DrainingBackend implements ChatBackend, ReadinessProbe {

  private final ChatBackend backend;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Condition drainBegun = lock.newCondition();
  private final Set<Stream> streams = new HashSet<>();
  private int opening;
  private boolean draining;
  private volatile boolean stopped;

  public DrainingBackend(ChatBackend backend) {
    this.backend = backend;
  }

  @Override
  public ChatStream open(ChatRequest request) {
    begin();
    Stream stream;
    try {
      stream = new Stream(backend.open(request));
      add(stream);
    } finally {
      opened();
    }
    if (stopped) {
      stream.close();
      throw new ChatException(new ChatFailure.Draining());
    }
    return stream;
  }

  /** The number of answers that are open or being opened. */
  public int answers() {
    lock.lock();
    try {
      return streams.size() + opening;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses every request from now on with {@link ChatFailure.Draining}. Does not wait. */
  public void drain() {
    lock.lock();
    try {
      draining = true;
      drainBegun.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until new requests are refused.
   *
   * @return whether they are; false if the timeout expired before
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitDraining(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!draining && left > 0) {
        left = drainBegun.awaitNanos(left);
      }
      return draining;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no answer is open.
   *
   * @return whether none is; false if the timeout expired before
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (answers() > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return answers() == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Drains and closes all answers that are open. Does not wait for their readers. */
  public void stop() {
    drain();
    stopped = true;
    List<Stream> left;
    lock.lock();
    try {
      left = List.copyOf(streams);
    } finally {
      lock.unlock();
    }
    left.forEach(stream -> stream.stream.close());
  }

  @Override
  public Optional<String> notReadyReason() {
    lock.lock();
    try {
      return draining ? Optional.of(new ChatFailure.Draining().message()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void begin() {
    lock.lock();
    try {
      if (draining) {
        throw new ChatException(new ChatFailure.Draining());
      }
      opening++;
    } finally {
      lock.unlock();
    }
  }

  private void add(Stream stream) {
    lock.lock();
    try {
      boolean unused = streams.add(stream);
    } finally {
      lock.unlock();
    }
  }

  private void opened() {
    lock.lock();
    try {
      opening--;
      signalIfIdle();
    } finally {
      lock.unlock();
    }
  }

  private void closed(Stream stream) {
    lock.lock();
    try {
      boolean unused = streams.remove(stream);
      signalIfIdle();
    } finally {
      lock.unlock();
    }
  }

  private void signalIfIdle() {
    if (answers() == 0) {
      idle.signalAll();
    }
  }

  private final class Stream implements ChatStream {

    private final ChatStream stream;

    Stream(ChatStream stream) {
      this.stream = stream;
    }

    @Override
    public Optional<ChatEvent> next(Duration timeout) {
      try {
        return stream.next(timeout);
      } catch (ChatException e) {
        // An answer that stop() closed would else look as if its reader had closed it.
        if (stopped && e.failure() instanceof ChatFailure.Cancelled) {
          throw new ChatException(new ChatFailure.Draining(), e);
        }
        throw e;
      }
    }

    @Override
    public void coalesceDeltas() {
      stream.coalesceDeltas();
    }

    @Override
    public void deliverTo(DeltaSink sink) {
      stream.deliverTo(sink);
    }

    @Override
    public Optional<Usage> usageSoFar() {
      return stream.usageSoFar();
    }

    @Override
    public void close() {
      try {
        stream.close();
      } finally {
        closed(this);
      }
    }
  }
}
