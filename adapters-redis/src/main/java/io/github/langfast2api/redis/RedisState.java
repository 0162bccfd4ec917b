package io.github.langfast2api.redis;

import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.SharedValue;
import io.github.langfast2api.ports.state.StoreLimits;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the instances of a gateway share over one Redis or Valkey. It connects in the background,
 * and again after an outage: a start never waits for Redis, and a call fails at once while Redis is
 * known to be away. Safe for any thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RedisState implements AutoCloseable {

  /** Connects, in the background. What is wrong is told in the log. */
  public RedisState(RedisSettings settings) {
    throw new UnsupportedOperationException(settings.toString());
  }

  /**
   * Limits that all instances count together, by the server's clock.
   *
   * @param mode what becomes of them while Redis cannot be used
   */
  public RateLimiter rateLimiter(WithoutRedis mode) {
    throw new UnsupportedOperationException(mode.toString());
  }

  /**
   * Responses that all instances find.
   *
   * @param perOwner the limits of what each owner has; other stores limit the whole
   * @param clock by which responses grow old
   */
  public ResponseStore responses(StoreLimits perOwner, InstantSource clock) {
    throw new UnsupportedOperationException(perOwner.toString() + clock);
  }

  /**
   * A secret text that all instances share.
   *
   * @param name of the value; the same one for each call with the same name
   * @param key that all instances have
   */
  public SharedValue value(String name, StateKey key) {
    throw new UnsupportedOperationException(name + key);
  }

  /** What is wrong, as a sentence for the operator; empty if nothing is. Does not wait. */
  public Optional<String> trouble() {
    throw new UnsupportedOperationException();
  }

  /** The figures of now. Does not wait. */
  public RedisFigures figures() {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends the connections and all calls; later ones fail. What was acquired and not given back ends
   * by itself some seconds later. Idempotent.
   */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
