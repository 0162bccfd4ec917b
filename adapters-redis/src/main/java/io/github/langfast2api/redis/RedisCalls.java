package io.github.langfast2api.redis;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to Redis on a few threads, each of which has a connection. Callers wait: they may be
 * virtual threads that are interrupted when a client leaves, which would close a connection that
 * they read, and a deadline of milliseconds would be missed by one that waits for its carrier.
 */
final class RedisCalls {

  private static final int MAX_WAITING = 4096;
  private static final long CLOSE_TIMEOUT_MILLIS = 2000;

  /** Less than what proxies and servers close idle connections after. */
  private static final long MAX_IDLE_SECONDS = 20;

  private final RedisOutage outage;
  private final RedisTally tally;
  private final int readMillis;
  private final boolean probing;
  private final BlockingQueue<RedisJob<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param name of the threads
   * @param size number of threads
   * @param readMillis how long each read of a usual call may take
   * @param probing whether calls are made in an outage, and tell nothing of it
   */
  RedisCalls(String name, int size, int readMillis, boolean probing, RedisThreads shared) {
    this.readMillis = readMillis;
    this.probing = probing;
    this.outage = shared.outage();
    this.tally = shared.tally();
    for (int i = 0; i < size; i++) {
      RedisConnection connection = shared.connections().get();
      threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(() -> serve(connection)));
    }
  }

  /**
   * Makes a call and waits for its result.
   *
   * @throws ChatException with {@link ChatFailure.Cancelled} if the caller is interrupted: a call
   *     that has not begun then is never made
   */
  <T> T call(CallBounds bounds, RedisCommand<T> command) throws RedisCallException {
    RedisJob<T> job = new RedisJob<>(command, bounds);
    try {
      if (!probing) {
        tally.called();
        outage.awaitKnown(bounds.waitMillis());
      }
      return await(job);
    } catch (InterruptedException e) {
      job.takeBack();
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }

  /** Makes a call also if the caller is interrupted. Empty if its result is not known. */
  <T> Optional<T> finish(RedisCommand<T> command) {
    tally.called();
    try {
      return Optional.of(await(new RedisJob<>(command, CallBounds.SHORT)));
    } catch (RedisCallException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private <T> T await(RedisJob<T> job) throws RedisCallException, InterruptedException {
    try {
      submit(job);
      return job.await();
    } catch (RedisCallException e) {
      tally.failed(e);
      throw e;
    }
  }

  private void submit(RedisJob<?> job) throws RedisCallException {
    RedisCallException refusal = refusal();
    if (refusal != null) {
      throw refusal;
    }
    if (!waiting.offer(job)) {
      throw RedisCallException.notTried("too many calls wait for it");
    }
    if (outage.isClosed()) {
      failWaiting();
    }
  }

  private @Nullable RedisCallException refusal() {
    boolean allowed = probing ? !outage.isClosed() : outage.isAvailable();
    return allowed ? null : RedisCallException.notTried("it is known to be away");
  }

  private void serve(RedisConnection connection) {
    long usedAt = System.nanoTime();
    try {
      while (!outage.isClosed()) {
        RedisJob<?> job = waiting.poll(1, TimeUnit.SECONDS);
        if (job != null && job.begin(connection)) {
          serve(job, connection);
          usedAt = System.nanoTime();
        } else if (System.nanoTime() - usedAt > TimeUnit.SECONDS.toNanos(MAX_IDLE_SECONDS)) {
          connection.close();
        }
        connection.closeIfBefore(outage.generation());
      }
    } catch (InterruptedException e) {
      // This is closed.
    } finally {
      connection.close();
      failWaiting();
    }
  }

  private void serve(RedisJob<?> job, RedisConnection connection) {
    RedisCallException failure = refusal();
    try {
      if (failure == null) {
        job.call(connection, outage.generation(), readMillis);
        return;
      }
    } catch (RedisCallException e) {
      failure = e;
      if (e.kind() != RedisCallException.Kind.CALL_ERROR) {
        connection.close();
      }
      if (!probing) {
        outage.callFailed(e);
      }
    } catch (Error e) {
      // Such as that there is no memory for the answer: the thread is needed for the next call.
      connection.close();
      failure = RedisCallException.ofCall(e);
      outage.callFailed(failure);
    }
    job.fail(failure);
  }

  private void failWaiting() {
    for (RedisJob<?> job = waiting.poll(); job != null; job = waiting.poll()) {
      job.fail(RedisCallException.notTried("it is not used any more"));
    }
  }

  /** Ends the threads, after the outage was closed. A call that is being made is waited for. */
  void close() {
    threads.forEach(Thread::interrupt);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_TIMEOUT_MILLIS);
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failWaiting();
  }
}
