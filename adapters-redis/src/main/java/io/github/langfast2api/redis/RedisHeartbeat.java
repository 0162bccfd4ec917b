package io.github.langfast2api.redis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One thread that probes Redis twice a second, and in an outage when {@link RedisOutage} says. The
 * probe is a write by a script, since a replica and a server whose memory is full refuse those.
 * What ends by itself unless it is renewed is renewed with it, also before an outage is over.
 */
final class RedisHeartbeat {

  private static final Logger LOG = System.getLogger(RedisHeartbeat.class.getName());

  private static final RedisScript PROBE = new RedisScript("probe.lua");
  private static final long CLOSE_TIMEOUT_MILLIS = 1000;

  private final RedisCalls calls;
  private final RedisOutage outage;
  private final String probeKey;
  private final List<Beat> beats = new CopyOnWriteArrayList<>();
  private final Thread thread;

  /**
   * @param calls that are made in an outage, too
   */
  RedisHeartbeat(RedisCalls calls, RedisOutage outage, String probeKey) {
    this.calls = calls;
    this.outage = outage;
    this.probeKey = probeKey;
    this.thread = Thread.ofPlatform().daemon().name("redis-heartbeat").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Does something with each beat from now on. */
  void add(Beat beat) {
    beats.add(beat);
  }

  private void run() {
    try {
      while (outage.awaitBeat()) {
        beat();
      }
    } catch (InterruptedException e) {
      // This is closed.
    }
  }

  private void beat() {
    try {
      Object unused = calls.call(CallBounds.SHORT, this::probe);
      for (Beat beat : beats) {
        beat(beat);
      }
      outage.probeSucceeded();
    } catch (RedisCallException e) {
      outage.probeFailed(e);
    } catch (RuntimeException e) {
      if (!outage.isClosed()) {
        LOG.log(Level.ERROR, "the heartbeat failed", e);
        outage.probeFailed(RedisCallException.of(e));
      }
    }
  }

  private Object probe(RedisConnection connection) {
    return String.valueOf(connection.run(PROBE, List.of(probeKey), List.of()));
  }

  private void beat(Beat beat) throws RedisCallException {
    try {
      beat.beat(calls);
    } catch (RedisCallException e) {
      if (e.kind() != RedisCallException.Kind.CALL_ERROR) {
        throw e;
      }
      outage.callFailed(e);
    }
  }

  /** Ends the thread. */
  void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_TIMEOUT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
