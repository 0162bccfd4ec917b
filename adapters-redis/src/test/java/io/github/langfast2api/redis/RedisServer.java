package io.github.langfast2api.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** A real server on a free port of loopback, from the path. A test fails where there is none. */
public final class RedisServer implements AutoCloseable {

  private final List<String> options;
  private final Path folder;
  private final int port;
  private Process process;

  private RedisServer(List<String> options) throws IOException {
    this.options = options;
    this.folder = Files.createTempDirectory("redis");
    this.port = freePort();
    this.process = launch();
  }

  /** Starts a server and waits until it listens. */
  public static RedisServer start(String... options) {
    try {
      RedisServer server = new RedisServer(List.of(options));
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("redis-server must be on the path", e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("redis-server", "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--dir", folder.toString(), "--loglevel", "warning"));
    if (!options.contains("--port")) {
      command.addAll(List.of("--port", String.valueOf(port)));
    }
    options.forEach(option -> command.add(option.replace("{port}", String.valueOf(port))));
    Process launched =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(launched::destroyForcibly));
    return launched;
  }

  private void awaitListening() {
    Await.until("redis-server does not listen", this::listens);
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("redis-server ended: " + log());
    }
    try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      if (options.contains("--tls-port")) {
        return socket.isConnected();
      }
      return !command("PING").equals("");
    } catch (IOException e) {
      return false;
    } catch (JedisException e) {
      return String.valueOf(e.getMessage()).startsWith("NOAUTH");
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Where it is. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** Where it keeps its files. */
  public Path folder() {
    return folder;
  }

  /** Settings without a password. */
  RedisSettings settings(String prefix) {
    return RedisSettings.of("redis://127.0.0.1:" + port, prefix);
  }

  /** What the server replies to a command; texts as such. */
  public Object command(String... words) {
    try (Connection connection = new Connection("127.0.0.1", port)) {
      CommandArguments arguments = new CommandArguments(Command.valueOf(words[0]));
      for (int i = 1; i < words.length; i++) {
        arguments.add(words[i]);
      }
      return text(connection.executeCommand(arguments));
    }
  }

  private static Object text(Object reply) {
    return switch (reply) {
      case byte[] bytes -> new String(bytes, UTF_8);
      case List<?> list -> list.stream().map(RedisServer::text).toList();
      case null -> "";
      default -> reply;
    };
  }

  /** A number that INFO tells. */
  long info(String name) {
    return command("INFO")
        .toString()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  /** Kills the server with all that it has. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts the server again, on the same port and with nothing. */
  public void restart() {
    kill();
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitListening();
  }

  /** Has the server stand still; its connections stay. */
  public void pause() {
    signal("-STOP");
  }

  /** Lets a server go on that stands still. */
  public void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      int exit =
          new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new AssertionError("kill " + signal + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
