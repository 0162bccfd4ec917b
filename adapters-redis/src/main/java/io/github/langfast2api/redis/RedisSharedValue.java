package io.github.langfast2api.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.state.SharedValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.Protocol.Command;

/** A shared value as a hash of number and encrypted text; its lease is a key that expires. */
final class RedisSharedValue implements SharedValue, Beat {

  private static final Logger LOG = System.getLogger(RedisSharedValue.class.getName());

  private static final RedisScript READ = new RedisScript("read-value.lua");
  private static final RedisScript REPLACE = new RedisScript("replace-value.lua");
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final RedisCalls calls;
  private final String valueKey;
  private final String name;
  private final StateKey key;
  private final ValueLeases leases;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long latest = Version.NONE.number();
  private final AtomicLong heard = new AtomicLong();
  private volatile boolean unreadable;

  /** What the server has. */
  private record SealedVersion(long number, Optional<byte[]> sealed) {

    static SealedVersion of(Object reply) {
      List<?> parts = (List<?>) reply;
      return new SealedVersion(
          (Long) parts.get(0), Optional.ofNullable((byte[]) parts.get(1)).map(byte[]::clone));
    }
  }

  RedisSharedValue(RedisCalls calls, RedisKeys keys, String name, StateKey key) {
    this.calls = calls;
    this.valueKey = keys.value(name);
    this.name = name;
    this.key = key;
    this.leases = new ValueLeases(calls, keys.lease(name));
  }

  @Override
  public Version read() {
    long before = heard.get();
    SealedVersion stored = asked(calls, connection -> read(connection));
    hear(stored.number, before);
    return opened(stored);
  }

  private SealedVersion read(RedisConnection connection) {
    return SealedVersion.of(
        Objects.requireNonNull(connection.run(READ, List.of(valueKey), List.of())));
  }

  @Override
  public long latest() {
    return latest;
  }

  @Override
  public Optional<Lease> tryLease() {
    try {
      return leases.tryLease();
    } catch (RedisCallException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Version replace(long number, String text) {
    long before = heard.get();
    byte[] sealed = key.encrypt(name, text);
    SealedVersion stored =
        asked(
            calls,
            connection ->
                SealedVersion.of(
                    Objects.requireNonNull(
                        connection.run(REPLACE, List.of(valueKey), List.of(number, sealed)))));
    hear(stored.number, before);
    return opened(stored);
  }

  private static <T> T asked(RedisCalls calls, RedisCommand<T> command) {
    try {
      return calls.call(CallBounds.SHORT, command);
    } catch (RedisCallException e) {
      throw unavailable(e);
    }
  }

  private static ChatException unavailable(RedisCallException e) {
    return new ChatException(
        new ChatFailure.StoreUnavailable(
            "What instances share cannot be used at the moment.", RETRY_AFTER),
        e);
  }

  /**
   * Notes a number that the server told. One that is lower counts only if nothing was heard since
   * it was asked for: it may have been overtaken by an answer that is newer.
   */
  private void hear(long number, long before) {
    lock.lock();
    try {
      if (number >= latest || heard.get() == before) {
        latest = number;
        long unused = heard.incrementAndGet();
      }
    } finally {
      lock.unlock();
    }
  }

  private Version opened(SealedVersion stored) {
    if (stored.sealed.isEmpty()) {
      return Version.NONE;
    }
    try {
      String text = key.decrypt(name, stored.sealed.get());
      unreadable = false;
      return new Version(stored.number, Optional.of(text));
    } catch (GeneralSecurityException e) {
      if (!unreadable) {
        unreadable = true;
        LOG.log(Level.WARNING, sentence());
      }
      throw new ChatException(new ChatFailure.StoreUnavailable(sentence(), RETRY_AFTER), e);
    }
  }

  private String sentence() {
    return "The shared "
        + name
        + " cannot be decrypted: it was encrypted with another key, or is damaged.";
  }

  Optional<String> trouble() {
    return unreadable ? Optional.of(sentence()) : Optional.empty();
  }

  @Override
  public void beat(RedisCalls probes) throws RedisCallException {
    long before = heard.get();
    hear(probes.call(CallBounds.SHORT, this::number), before);
    leases.beat(probes);
  }

  private long number(RedisConnection connection) {
    Object number = connection.execute(Command.HGET, List.of(valueKey, "number"));
    return number == null
        ? Version.NONE.number()
        : Long.parseLong(new String((byte[]) number, US_ASCII));
  }
}
