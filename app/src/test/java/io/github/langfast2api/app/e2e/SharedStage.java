package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One LangFast, one Redis, and instances of the jar that share them. */
final class SharedStage implements AutoCloseable {

  /** A key without limits. */
  static final String FREE = "sk-free";

  /** A key of ten requests a minute, and one of ten at once. */
  static final String TEN_A_MINUTE = "sk-ten-a-minute";

  static final String TEN_AT_ONCE = "sk-ten-at-once";

  /** A key whose limits nobody reaches. */
  static final String WIDE = "sk-wide";

  private static final String HELD =
      "{\"steps\": [{\"say\": \"the first \"}, {\"hold\": 1}, {\"say\": \"and the last\"},"
          + " {\"end\": \"stop\"}]}";
  private static final String KEYS =
      """
      {"keys": [
        {"name": "free", "key": "sk-free"},
        {"name": "minute", "key": "sk-ten-a-minute", "requests_per_minute": 10},
        {"name": "once", "key": "sk-ten-at-once", "concurrent": 10},
        {"name": "wide", "key": "sk-wide", "requests_per_minute": 100000, "concurrent": 100000}]}
      """;
  private static final String STATE_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  private final LangFastServer langFast;
  private final RedisServer redis;
  private final Path folder;
  private final List<GatewayProcess> instances = new ArrayList<>();

  private SharedStage(LangFastServer langFast, RedisServer redis) throws IOException {
    this.langFast = langFast;
    this.redis = redis;
    this.folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "shared");
    Files.writeString(folder.resolve("keys.json"), KEYS, UTF_8);
    Files.writeString(folder.resolve("state-key"), STATE_KEY, UTF_8);
  }

  static SharedStage start() throws Exception {
    return new SharedStage(LangFastServer.start(), RedisServer.start());
  }

  /** One whose sessions at LangFast live for so long. */
  static SharedStage withSessionsOf(int seconds) throws Exception {
    return new SharedStage(LangFastServer.withSessionsOf(seconds), RedisServer.start());
  }

  LangFastServer langFast() {
    return langFast;
  }

  RedisServer redis() {
    return redis;
  }

  /** Starts an instance, which this ends. */
  GatewayProcess instance(String... settings) throws Exception {
    return instance(langFast.settings(), settings);
  }

  /** Starts an instance that is a guest. */
  GatewayProcess guest(String... settings) throws Exception {
    return instance(langFast.guestSettings(), settings);
  }

  private GatewayProcess instance(Map<String, String> upstream, String... settings)
      throws Exception {
    Map<String, String> all = new HashMap<>(upstream);
    all.remove("USER_SET_KEY");
    all.put("KEYS_FILE", folder.resolve("keys.json").toString());
    all.put("STATE_KEY_FILE", folder.resolve("state-key").toString());
    all.put("REDIS_URL", redis.url());
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    GatewayProcess instance = GatewayProcess.start(all);
    instances.add(instance);
    return instance;
  }

  /** Ten answers that have begun, and go on when LangFast is told to release them. */
  static List<ChatClient.Stream> holdTen(ChatClient client)
      throws IOException, InterruptedException {
    List<ChatClient.Stream> streams = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ChatClient.Stream stream = client.stream(HELD);
      stream.readTo("the first ");
      streams.add(stream);
    }
    return streams;
  }

  /** Reads answers to their ends, which must be there. */
  static void assertWhole(List<ChatClient.Stream> streams) throws IOException {
    for (ChatClient.Stream stream : streams) {
      String rest = stream.rest();
      assertTrue(rest.contains("and the last") && rest.contains("data: [DONE]"), rest);
      stream.close();
    }
  }

  /** All bytes that Redis has. */
  String dump() throws IOException {
    redis.command("CONFIG", "SET", "rdbcompression", "no");
    redis.command("SAVE");
    return Files.readString(redis.folder().resolve("dump.rdb"), ISO_8859_1);
  }

  /** A file with a key that others do not have. */
  String otherStateKey() throws IOException {
    Path file = folder.resolve("other-key");
    return Files.writeString(file, STATE_KEY.replace('M', 'N'), UTF_8).toString();
  }

  @Override
  public void close() {
    instances.forEach(GatewayProcess::close);
    redis.close();
    langFast.close();
  }
}
