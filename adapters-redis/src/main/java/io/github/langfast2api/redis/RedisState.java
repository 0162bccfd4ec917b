package io.github.langfast2api.redis;

import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.SharedValue;
import io.github.langfast2api.ports.state.StoreLimits;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;

/**
 * What the instances of a gateway share over one Redis or Valkey. It connects in the background,
 * and again after an outage: a start never waits for Redis, and a call fails at once while Redis is
 * known to be away. Safe for any thread.
 *
 * <p>A call fails when a read of its answer takes 50 ms, longer for what is large; then Redis is
 * away until a probe is answered.
 */
public final class RedisState implements AutoCloseable {

  private static final int READ_TIMEOUT_MILLIS = 50;
  private static final int PROBE_TIMEOUT_MILLIS = 250;
  private static final int FIRST_ATTEMPT_MILLIS = 3000;
  private static final int THREADS = 4;

  /** Responses have threads of their own: they are large, and nothing small waits behind them. */
  private static final int RESPONSE_THREADS = 2;

  private final RedisKeys keys;
  private final RedisTally tally = new RedisTally();
  private final RedisOutage outage;
  private final RedisCalls calls;
  private final RedisCalls responseCalls;
  private final RedisCalls probes;
  private final RedisHeartbeat heartbeat;
  private final OpenRuns openRuns;
  private final List<RedisSharedValue> values = new CopyOnWriteArrayList<>();

  /** Connects, in the background. What is wrong is told in the log. */
  public RedisState(RedisSettings settings) {
    this(settings, READ_TIMEOUT_MILLIS, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * @param readMillis how long each read of a usual call may take
   * @param tls knows the certificates that are trusted
   */
  RedisState(RedisSettings settings, int readMillis, SSLSocketFactory tls) {
    keys = new RedisKeys(settings.prefix());
    outage = new RedisOutage(settings.address());
    RedisThreads threads =
        new RedisThreads(() -> new RedisConnection(settings, tls, tally), outage, tally);
    calls = threads.calls("redis", THREADS, readMillis);
    responseCalls = threads.calls("redis-responses", RESPONSE_THREADS, readMillis);
    probes = threads.probes("redis-probe", Math.max(readMillis, PROBE_TIMEOUT_MILLIS));
    heartbeat = new RedisHeartbeat(probes, outage, keys.probe());
    openRuns = new OpenRuns(calls);
    heartbeat.add(openRuns);
    heartbeat.start();
  }

  /**
   * Limits that all instances count together, by the server's clock.
   *
   * @param mode what becomes of them while Redis cannot be used
   */
  public RateLimiter rateLimiter(WithoutRedis mode) {
    return new RedisRateLimiter(new SharedLimits(calls, keys), openRuns, keys, mode);
  }

  /**
   * Responses that all instances find. The figures of its use are those of the owners that this
   * instance served, as it last heard of them.
   *
   * @param perOwner the limits of what each owner has; other stores limit the whole
   * @param clock by which responses grow old
   */
  public ResponseStore responses(StoreLimits perOwner, InstantSource clock) {
    return new RedisResponseStore(responseCalls, keys, perOwner, clock);
  }

  /**
   * A secret text that all instances share. For each name this is called once.
   *
   * @param name of the value
   * @param key that all instances have
   */
  public SharedValue value(String name, StateKey key) {
    RedisSharedValue value = new RedisSharedValue(calls, keys, name, key);
    values.add(value);
    heartbeat.add(value);
    return value;
  }

  /** What is wrong, as a sentence for the operator; empty if nothing is. Does not wait. */
  public Optional<String> trouble() {
    return outage
        .trouble()
        .or(() -> values.stream().flatMap(value -> value.trouble().stream()).findFirst());
  }

  /**
   * What is wrong after the first attempt to use Redis, which is waited for, but not long.
   *
   * @return as {@link #trouble}
   * @throws InterruptedException if the caller is interrupted meanwhile
   */
  public Optional<String> check() throws InterruptedException {
    outage.awaitKnown(FIRST_ATTEMPT_MILLIS);
    return trouble();
  }

  /** The figures of now. Does not wait. */
  public RedisFigures figures() {
    return tally.figures(outage.isAvailable());
  }

  /**
   * Ends the connections and all calls; later ones fail. What was acquired and not given back ends
   * by itself some seconds later. Idempotent.
   */
  @Override
  public void close() {
    outage.close();
    heartbeat.close();
    probes.close();
    calls.close();
    responseCalls.close();
  }
}
