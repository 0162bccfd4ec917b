package io.github.langfast2api.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.ManualClock;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.SharedValue;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoredResponse;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passwords, users, TLS, and servers that refuse writes. */
@Timeout(120)
class RedisAccessTest {

  private static final StateKey KEY = StateKey.of("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
  private static final StoreLimits WIDE = new StoreLimits(Duration.ofDays(30), 1000, 100_000_000);

  private static RedisSettings settings(RedisServer server, String userInfo, String prefix) {
    return RedisSettings.of("redis://" + userInfo + "@127.0.0.1:" + server.port(), prefix);
  }

  private static String trouble(RedisState state) {
    return state.trouble().orElse("");
  }

  /** Uses all that there is. */
  private static void use(RedisState state) {
    long errors = state.figures().errorReplies();
    ApiClient client = new ApiClient("ann", OptionalInt.of(100), OptionalInt.of(100));
    try (Permit permit =
        assertInstanceOf(
                Decision.Admitted.class, state.rateLimiter(WithoutRedis.CLOSED).acquire(client))
            .permit()) {
      assertInstanceOf(Decision.Admitted.class, permit.extend(1));
      assertEquals(100, permit.refund().orElseThrow().remaining());
    }
    ResponseStore store = state.responses(WIDE, new ManualClock());
    ResponseKey key = new ResponseKey("ann", "resp_1");
    store.put(new StoredResponse(key, Optional.empty(), ManualClock.START, "[]", "{}"));
    assertTrue(store.find(key).isPresent());
    assertTrue(store.delete(key));
    SharedValue value = state.value("session", KEY);
    value.tryLease().orElseThrow().close();
    SharedValue.Version version = value.replace(value.read().number(), "text");
    assertEquals(version, value.read());
    assertEquals(errors, state.figures().errorReplies());
  }

  @Test
  void aPasswordThatBecomesRightIsUsedThen() {
    try (RedisServer server = RedisServer.start();
        RedisStage stage = new RedisStage(server)) {
      server.command("CONFIG", "SET", "requirepass", "right");
      RedisState wrong = stage.instance(settings(server, ":pass-word", stage.prefix()));
      RedisState none = stage.instance(server.settings(stage.prefix()));
      Await.until("a wrong password is not told", () -> trouble(wrong).contains("WRONGPASS"));
      Await.until(
          "a missing password is not told", () -> trouble(none).contains("asks for a password"));
      assertFalse(trouble(wrong).contains("pass-word"), trouble(wrong));
      RedisState right = stage.instance(settings(server, ":right", stage.prefix()));
      RedisStage.awaitAvailable(right);
      use(right);
    }
  }

  @Test
  void aPasswordThatIsChangedOnTheServerIsTriedAgain() {
    try (RedisServer server = RedisServer.start("--requirepass", "first");
        RedisStage stage = new RedisStage(server)) {
      RedisState state = stage.instance(settings(server, ":second", stage.prefix()));
      Await.until("a wrong password is not told", () -> trouble(state).contains("WRONGPASS"));
      RedisState admin = stage.instance(settings(server, ":first", stage.prefix()));
      RedisStage.awaitAvailable(admin);
    }
  }

  @Test
  void aUserNeedsNoMoreThanTheCommandsThatAreUsedAndItsPrefix() {
    try (RedisServer server = RedisServer.start();
        RedisStage stage = new RedisStage(server)) {
      server.command(
          "ACL",
          "SETUSER",
          "gateway",
          "on",
          ">secret",
          "~" + stage.prefix() + ":*",
          "-@all",
          "+eval",
          "+evalsha",
          "+select",
          "+time",
          "+get",
          "+set",
          "+del",
          "+hget",
          "+hmget",
          "+hset",
          "+zadd",
          "+zcard",
          "+zcount",
          "+zrange",
          "+zrangebyscore",
          "+zrem",
          "+zremrangebyscore",
          "+zscore",
          "+pexpire",
          "+pttl");
      RedisState state = stage.instance(settings(server, "gateway:secret", stage.prefix()));
      RedisStage.awaitAvailable(state);
      use(state);
      RedisState elsewhere = stage.instance(settings(server, "gateway:secret", "other"));
      Await.until("a forbidden key is not told", () -> trouble(elsewhere).contains("key"));
    }
  }

  @Test
  void aReplicaIsNotUsedUntilItIsPromoted() {
    try (RedisServer master = RedisServer.start();
        RedisServer replica = RedisServer.start();
        RedisStage stage = new RedisStage(replica)) {
      RedisState state = stage.instance(replica.settings(stage.prefix()));
      RedisStage.awaitAvailable(state);
      replica.command("REPLICAOF", "127.0.0.1", String.valueOf(master.port()));
      Await.until(
          "a replica is used", () -> trouble(state).matches(".*(READONLY|LOADING|MASTERDOWN).*"));
      replica.command("REPLICAOF", "NO", "ONE");
      RedisStage.awaitAvailable(state);
      use(state);
    }
  }

  @Test
  void aDatabaseIsChosen() {
    try (RedisServer server = RedisServer.start();
        RedisStage stage = new RedisStage(server)) {
      RedisState state =
          stage.instance(
              RedisSettings.of("redis://127.0.0.1:" + server.port() + "/3", stage.prefix()));
      RedisStage.awaitAvailable(state);
      use(state);
      assertTrue(server.command("INFO").toString().contains("db3:keys="));
      RedisState none =
          stage.instance(
              RedisSettings.of("redis://127.0.0.1:" + server.port() + "/99", stage.prefix()));
      Await.until("a missing database is not told", () -> trouble(none).contains("DB index"));
    }
  }

  @Test
  void aFullServerKeepsWhatItHas() {
    try (RedisServer server = RedisServer.start("--maxmemory-policy", "noeviction");
        RedisStage stage = new RedisStage(server)) {
      RedisState state = stage.instance(server.settings(stage.prefix()));
      RedisStage.awaitAvailable(state);
      use(state);
      server.command("CONFIG", "SET", "maxmemory", "1");
      Await.until("a full server is not told", () -> trouble(state).contains("OOM"));
      server.command("CONFIG", "SET", "maxmemory", "0");
      RedisStage.awaitAvailable(state);
      use(state);
    }
  }

  @Test
  void aServerIsTalkedToOverTlsIfItsCertificateIsTrusted(@TempDir Path folder) throws Exception {
    certificate(folder);
    String[] options = {
      "--port", "0",
      "--tls-port", "{port}",
      "--tls-cert-file", folder.resolve("cert.pem").toString(),
      "--tls-key-file", folder.resolve("key.pem").toString(),
      "--tls-auth-clients", "no"
    };
    try (RedisServer server = RedisServer.start(options)) {
      RedisSettings settings =
          RedisSettings.of("rediss://localhost:" + server.port(), RedisStage.newPrefix());
      try (RedisState trusting = new RedisState(settings, 5000, trust(folder).getSocketFactory());
          RedisState suspicious = new RedisState(settings);
          RedisState misled =
              new RedisState(
                  RedisSettings.of("rediss://127.0.0.1:" + server.port(), "other"),
                  5000,
                  trust(folder).getSocketFactory())) {
        RedisStage.awaitAvailable(trusting);
        use(trusting);
        Await.until("a foreign certificate is not told", () -> trouble(suspicious).contains("TLS"));
        Await.until("another's certificate is not told", () -> trouble(misled).contains("TLS"));
      }
    }
  }

  private static void certificate(Path folder) throws Exception {
    int exit =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start()
            .waitFor();
    assertEquals(0, exit, () -> "openssl failed, see openssl.log");
  }

  private static SSLContext trust(Path folder) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("cert.pem"))) {
      store.setCertificateEntry(
          "server",
          java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
