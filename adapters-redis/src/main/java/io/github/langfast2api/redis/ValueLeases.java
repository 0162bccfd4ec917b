package io.github.langfast2api.redis;

import io.github.langfast2api.ports.state.SharedValue.Lease;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.Protocol.Command;

/**
 * The leases of one value that this instance has: one, or others that are being given back. Each is
 * a random token in a key that expires, and is renewed by the heartbeat. Safe for any thread.
 */
final class ValueLeases implements Beat {

  private static final RedisScript RENEW = new RedisScript("renew-lease.lua");
  private static final RedisScript RELEASE = new RedisScript("release-lease.lua");
  private static final int LEASE_MILLIS = 5000;
  private static final int TOKEN_BYTES = 16;

  private final RedisCalls calls;
  private final String key;
  private final SecureRandom random = new SecureRandom();
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  ValueLeases(RedisCalls calls, String key) {
    this.calls = calls;
    this.key = key;
  }

  Optional<Lease> tryLease() throws RedisCallException {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    boolean taken =
        calls.call(
            CallBounds.SHORT,
            connection ->
                connection.execute(Command.SET, List.of(key, token, "NX", "PX", LEASE_MILLIS))
                    != null);
    if (!taken) {
      return Optional.empty();
    }
    held.add(token);
    return Optional.of(new TokenLease(token));
  }

  /** Renews leases, and takes them again where the server has lost them and nobody else has. */
  @Override
  public void beat(RedisCalls probes) throws RedisCallException {
    for (String token : held) {
      Object unused =
          probes.call(CallBounds.SHORT, connection -> run(connection, RENEW, token, LEASE_MILLIS));
      // One that was given back meanwhile may have been taken again after that.
      if (!held.contains(token)) {
        Object ignored =
            probes.call(CallBounds.SHORT, connection -> run(connection, RELEASE, token, 0));
      }
    }
  }

  private Object run(RedisConnection connection, RedisScript script, String token, int millis) {
    return String.valueOf(connection.run(script, List.of(key), List.of(token, millis)));
  }

  /** A lease that this instance has. */
  private final class TokenLease implements Lease {

    private final String token;
    private final AtomicBoolean closed = new AtomicBoolean();

    TokenLease(String token) {
      this.token = token;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        held.remove(token);
        Optional<Object> unused = calls.finish(connection -> run(connection, RELEASE, token, 0));
      }
    }
  }
}
