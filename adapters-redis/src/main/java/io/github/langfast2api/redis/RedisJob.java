package io.github.langfast2api.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A call that one thread waits for and another makes. Who waits no longer takes it back, or ends it
 * by closing its connection.
 */
final class RedisJob<T> {

  private final RedisCommand<T> command;
  private final CallBounds bounds;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable RedisConnection running;
  private boolean over;
  private volatile boolean aborted;

  RedisJob(RedisCommand<T> command, CallBounds bounds) {
    this.command = command;
    this.bounds = bounds;
  }

  /** Begins the job, unless it was taken back. */
  boolean begin(RedisConnection connection) {
    lock.lock();
    try {
      if (!over) {
        running = connection;
      }
      return !over;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes the call and hands its result over.
   *
   * @throws RedisCallException if it failed; the job has not heard of it
   */
  void call(RedisConnection connection, long generation, int readMillis) throws RedisCallException {
    T value;
    try {
      connect(connection, generation);
      connection.setReadTimeout(readMillis + bounds.extraReadMillis());
      value = command.on(connection);
    } catch (RuntimeException e) {
      end();
      throw aborted ? RedisCallException.timeout(e) : RedisCallException.of(e);
    }
    end();
    boolean unused = result.complete(value);
  }

  private void connect(RedisConnection connection, long generation) throws RedisCallException {
    try {
      connection.connect(generation);
    } catch (RuntimeException e) {
      end();
      throw aborted ? RedisCallException.timeout(e) : RedisCallException.of(e).whileConnecting();
    }
  }

  /** Keeps whoever waits from closing a connection that another job has by now. */
  private void end() {
    lock.lock();
    try {
      over = true;
      running = null;
    } finally {
      lock.unlock();
    }
  }

  /** Tells whoever waits that the call failed. */
  void fail(RedisCallException failure) {
    end();
    boolean unused = result.completeExceptionally(failure);
  }

  /** Takes the job back if it has not begun; else it goes on. */
  void takeBack() {
    lock.lock();
    try {
      if (running == null) {
        over = true;
      }
    } finally {
      lock.unlock();
    }
  }

  private RedisCallException abort(TimeoutException e) {
    lock.lock();
    try {
      if (running == null && !over) {
        over = true;
        return RedisCallException.notTried("calls to it take too long");
      }
      aborted = true;
      if (running != null) {
        running.abort();
      }
      return RedisCallException.timeout(e);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the result as long as the bounds say. */
  T await() throws RedisCallException, InterruptedException {
    try {
      return result.get(bounds.waitMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw abort(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RedisCallException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }
}
