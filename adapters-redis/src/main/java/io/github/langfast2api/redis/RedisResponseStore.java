package io.github.langfast2api.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoreUsage;
import io.github.langfast2api.ports.state.StoredResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Responses as hashes that expire by themselves; for each owner the order in which they go, and
 * totals, which expire with the last of them. Limits are those of one owner.
 */
final class RedisResponseStore implements ResponseStore {

  private static final RedisScript PUT = new RedisScript("put-response.lua");
  private static final RedisScript DELETE = new RedisScript("delete-response.lua");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final List<String> FIELDS = List.of("created", "previous", "items", "response");

  private final RedisCalls calls;
  private final RedisKeys keys;
  private final StoreLimits limits;
  private final InstantSource clock;
  private final OwnerUsages usages = new OwnerUsages();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile boolean closed;

  RedisResponseStore(RedisCalls calls, RedisKeys keys, StoreLimits limits, InstantSource clock) {
    this.calls = calls;
    this.keys = keys;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public void put(StoredResponse response) {
    long bytes = response.bytes();
    limits.requireRoom(bytes);
    ResponseKey key = response.key();
    List<Object> arguments = new ArrayList<>(common(key));
    arguments.add(response.createdAt().toEpochMilli());
    arguments.add(limits.maxResponses());
    arguments.add(limits.maxBytes());
    arguments.add(bytes);
    arguments.add(response.items());
    arguments.add(response.response());
    response.previousId().ifPresent(id -> arguments.add(id));
    evictions.add(changed(key, PUT, CallBounds.forBytes(bytes), arguments));
  }

  @Override
  public boolean delete(ResponseKey key) {
    return changed(key, DELETE, CallBounds.forBytes(0), common(key)) > 0;
  }

  /** The arguments that both scripts begin with. */
  private List<Object> common(ResponseKey key) {
    return List.of(
        keys.responses(key.owner()),
        RedisKeys.escaped(key.id()),
        clock.millis(),
        limits.maxAge().toMillis());
  }

  /** Runs a script that changes what an owner has; returns what else it tells. */
  private long changed(
      ResponseKey key, RedisScript script, CallBounds bounds, List<Object> arguments) {
    List<String> names = List.of(name(key), keys.order(key.owner()), keys.totals(key.owner()));
    List<?> reply = call(bounds, connection -> list(connection.run(script, names, arguments)));
    usages.heard(
        key.owner(), new OwnerUsages.Usage(number(reply, 0), number(reply, 1), number(reply, 2)));
    return number(reply, 3);
  }

  private String name(ResponseKey key) {
    return keys.responses(key.owner()) + RedisKeys.escaped(key.id());
  }

  @Override
  public Optional<StoredResponse> find(ResponseKey key) {
    List<Object> arguments = new ArrayList<>(List.of(name(key)));
    arguments.addAll(FIELDS);
    List<?> reply =
        call(
            CallBounds.forBytes(0),
            connection -> list(connection.execute(Command.HMGET, arguments)));
    return text(reply, 0)
        .map(created -> Instant.ofEpochMilli(Long.parseLong(created)))
        .filter(created -> created.isAfter(clock.instant().minus(limits.maxAge())))
        .map(
            created ->
                new StoredResponse(
                    key,
                    text(reply, 1),
                    created,
                    text(reply, 2).orElse(""),
                    text(reply, 3).orElse("")));
  }

  @Override
  public StoreUsage usage() {
    OwnerUsages.Usage usage = usages.total();
    return new StoreUsage(usage.responses(), usage.bytes(), evictions.sum(), failures.sum());
  }

  @Override
  public void close() {
    closed = true;
  }

  private <T> T call(CallBounds bounds, RedisCommand<T> command) {
    try {
      if (closed) {
        throw RedisCallException.notTried("the store is closed");
      }
      return calls.call(bounds, command);
    } catch (RedisCallException e) {
      failures.increment();
      throw new ChatException(
          new ChatFailure.StoreUnavailable(
              closed
                  ? "The store of responses is closed."
                  : "The store of responses cannot be used at the moment.",
              RETRY_AFTER),
          e);
    }
  }

  private static List<?> list(@Nullable Object reply) {
    return (List<?>) Objects.requireNonNull(reply);
  }

  private static long number(List<?> reply, int index) {
    return (Long) Objects.requireNonNull(reply.get(index));
  }

  private static Optional<String> text(List<?> reply, int index) {
    return Optional.ofNullable((byte[]) reply.get(index)).map(bytes -> new String(bytes, UTF_8));
  }
}
