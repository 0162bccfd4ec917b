package io.github.langfast2api.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** A script in Lua, which the server runs as one step. */
final class RedisScript {

  private final String text;
  private final String digest;

  /** Reads a script that stands beside this class. */
  RedisScript(String file) {
    try (InputStream in = RedisScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      byte[] bytes = in.readAllBytes();
      text = new String(bytes, UTF_8);
      digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  CommandArguments byDigest(List<String> keys, List<?> arguments) {
    return arguments(new CommandArguments(Command.EVALSHA).add(digest), keys, arguments);
  }

  CommandArguments byText(List<String> keys, List<?> arguments) {
    return arguments(new CommandArguments(Command.EVAL).add(text), keys, arguments);
  }

  private static CommandArguments arguments(
      CommandArguments command, List<String> keys, List<?> arguments) {
    CommandArguments all = command.add(keys.size());
    keys.forEach(all::add);
    arguments.forEach(all::add);
    return all;
  }
}
