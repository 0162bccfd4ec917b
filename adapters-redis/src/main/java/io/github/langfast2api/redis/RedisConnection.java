package io.github.langfast2api.redis;

import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * A connection that is made when it is needed. For one thread, but for {@link #abort}. Replies are
 * those of RESP2: {@link Long}, {@code byte[]}, {@link List}, or null.
 */
final class RedisConnection {

  private final RedisSocketFactory sockets;
  private final JedisClientConfig config;
  private final RedisTally tally;
  private @Nullable Connection connection;
  private long generation;

  RedisConnection(RedisSettings settings, SSLSocketFactory tls, RedisTally tally) {
    this.sockets = new RedisSocketFactory(settings, tls);
    this.tally = tally;
    this.config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .autoNegotiateProtocol(false)
            .user(settings.user().orElse(null))
            .password(settings.password().orElse(null))
            .database(settings.database())
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .build();
  }

  /**
   * Connects, unless there is a connection of this generation.
   *
   * @param wanted generation: what was connected before an outage may not be the master any more
   * @throws RuntimeException of Jedis
   */
  void connect(long wanted) {
    sockets.begin();
    closeIfBefore(wanted);
    if (connection == null) {
      connection = new Connection(sockets, config);
      generation = wanted;
      tally.connected();
    }
  }

  /** Sets how long each read may take. */
  void setReadTimeout(int millis) {
    connected().setSoTimeout(millis);
  }

  private Connection connected() {
    Connection open = connection;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }

  /** Sends a command and waits for its reply. */
  @Nullable Object execute(Command command, List<?> arguments) {
    CommandArguments sent = new CommandArguments(command);
    arguments.forEach(sent::add);
    return connected().executeCommand(sent);
  }

  /** Runs a script, whose text is sent only where the server does not have it. */
  @Nullable Object run(RedisScript script, List<String> keys, List<?> arguments) {
    try {
      return connected().executeCommand(script.byDigest(keys, arguments));
    } catch (JedisNoScriptException e) {
      return connected().executeCommand(script.byText(keys, arguments));
    }
  }

  /** Closes the connection if it is of an earlier generation. */
  void closeIfBefore(long wanted) {
    if (generation != wanted) {
      close();
    }
  }

  void close() {
    connection = null;
    sockets.close();
  }

  /** Ends the call that is being made, from another thread: it fails. */
  void abort() {
    sockets.abort();
  }
}
