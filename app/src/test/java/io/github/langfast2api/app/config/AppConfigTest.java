package io.github.langfast2api.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.config.ListenerConfig.TlsFiles;
import io.github.langfast2api.app.config.TelemetryConfig.LogFormat;
import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastSettings;
import io.github.langfast2api.langfast.LangFastSettings.Timeouts;
import io.github.langfast2api.langfast.Variants;
import io.github.langfast2api.langfast.wire.HttpProxy;
import io.github.langfast2api.langfast.wire.ProxyRules;
import io.github.langfast2api.ports.resilience.Deadlines;
import io.github.langfast2api.redis.RedisSettings;
import io.github.langfast2api.redis.WithoutRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppConfigTest {

  @Test
  void everySettingHasItsDefault() {
    AppConfig expected =
        new AppConfig(
            new ListenerConfig("127.0.0.1", 8000, Optional.empty(), 0, List.of()),
            new AccessConfig(List.of(), Optional.empty(), List.of()),
            new UpstreamConfig(
                UpstreamConfig.Kind.SIMULATOR,
                URI.create("https://yzaaxwkjukajpwqflndu.supabase.co"),
                URI.create("https://langfast-prompt-runner-35808038077.us-central1.run.app"),
                LangFastSettings.SITE,
                "",
                new Credentials.Anonymous(),
                Optional.of(Path.of("/home/me/.local/state/langfast2api/session.json")),
                Variants.FAST,
                Timeouts.DEFAULTS,
                64,
                ProxyRules.NONE),
            new RequestConfig(32 << 20, Duration.ofSeconds(30), false),
            new AnswerConfig(
                5000,
                new Deadlines(
                    Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofSeconds(570)),
                Duration.ofSeconds(30)),
            new ResponsesConfig(
                ResponsesConfig.Store.FILE,
                Optional.of(Path.of("/home/me/.local/state/langfast2api/responses.db")),
                Duration.ofDays(30)),
            new SharingConfig(Optional.empty(), Optional.empty(), WithoutRedis.LOCAL),
            new CatalogConfig(Path.of("models.json"), Map.of()),
            new TelemetryConfig(Optional.empty(), LogLevel.INFO, LogFormat.TEXT));
    assertEquals(expected, config(Map.of()));
  }

  @Test
  void everySettingIsReadFromTheEnvironment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOST", "0.0.0.0");
    environment.put("PORT", "9000");
    environment.put("USER_SET_KEY", " one , two,,");
    environment.put("LANGFAST_UPSTREAM", "LangFast");
    environment.put("LANGFAST_SUPABASE_URL", "https://db.example.org");
    environment.put("LANGFAST_RUNNER_URL", "wss://runner.example.org/base");
    environment.put("LANGFAST_SITE", "https://page.example.org/app");
    environment.put("LANGFAST_ANON_KEY", "anon");
    environment.put("LANGFAST_EMAIL", "a@example.org");
    environment.put("LANGFAST_PASSWORD", "${HOME}\\");
    environment.put("LANGFAST_SESSION_FILE", "/var/lib/session.json");
    environment.put("LANGFAST_SOCKET", "per-run");
    environment.put("LANGFAST_PROMPT", "8f14e45f");
    environment.put("LANGFAST_TEST_CASES", "empty");
    environment.put("LANGFAST_RESPONSE_FORMAT", "openai");
    environment.put("HTTPS_PROXY", "http://me:p%40ss@proxy.example.org:3128");
    environment.put("HTTP_PROXY", "proxy");
    environment.put("NO_PROXY", "a.example.org, .b.example.org");
    environment.put("CONNECT_TIMEOUT", "1");
    environment.put("CALL_TIMEOUT", "5");
    environment.put("RECONNECT_TIMEOUT", "6");
    environment.put("MAX_CALLS", "17");
    environment.put("FIRST_TOKEN_TIMEOUT", "2");
    environment.put("SILENCE_TIMEOUT", "3");
    environment.put("TOTAL_TIMEOUT", "4");
    environment.put("MAX_BODY_BYTES", "1024");
    environment.put("MODELS_FILE", "/etc/models.json");
    environment.put("MODEL_ALIASES", "fast = gpt-4.1-nano, thinker=gpt-5,");
    environment.put("STRICT_PARAMETERS", "true");
    environment.put("KEYS_FILE", "/etc/keys.json");
    environment.put(
        "CORS_ORIGINS", "https://a.example.org, http://b:8080, app://obsidian.md, http://[::1]:8");
    environment.put("TLS_CERTIFICATE_FILE", "pom.xml");
    environment.put("TLS_KEY_FILE", "src");
    environment.put("MAX_ANSWERS", "7");
    environment.put("MAX_CONNECTIONS", "77");
    environment.put("ALLOWED_HOSTS", "a.example, bücher.example, [2001:db8::1]");
    environment.put("DRAIN_TIMEOUT", "8");
    environment.put("LOG_LEVEL", "Debug");
    environment.put("CLIENT_TIMEOUT", "9");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318");
    environment.put("LOG_FORMAT", "JSON");
    environment.put("RESPONSES_STORE", "Memory");
    environment.put("RESPONSES_TTL", "10");
    environment.put("REDIS_URL", "rediss://me:p%40ss@cache.example.org:6380/2");
    environment.put("REDIS_PREFIX", "mine");
    environment.put("LIMITS_WITHOUT_REDIS", "Closed");
    AppConfig expected =
        new AppConfig(
            new ListenerConfig(
                "0.0.0.0",
                9000,
                Optional.of(new TlsFiles(Path.of("pom.xml"), Path.of("src"))),
                77,
                List.of(
                    "https://a.example.org",
                    "http://b:8080",
                    "app://obsidian.md",
                    "http://[::1]:8")),
            new AccessConfig(
                List.of("one", "two"),
                Optional.of(Path.of("/etc/keys.json")),
                List.of("a.example", "xn--bcher-kva.example", "[2001:db8::1]")),
            new UpstreamConfig(
                UpstreamConfig.Kind.LANGFAST,
                URI.create("https://db.example.org"),
                URI.create("https://runner.example.org/base"),
                URI.create("https://page.example.org/app"),
                "anon",
                new Credentials.Account("a@example.org", "${HOME}\\"),
                Optional.of(Path.of("/var/lib/session.json")),
                new Variants(
                    true,
                    new Variants.PromptUse.Fixed("8f14e45f"),
                    true,
                    Variants.ResponseFormatForm.OPENAI),
                new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(6)),
                17,
                new ProxyRules(
                    Optional.of(
                        new HttpProxy(
                            "proxy.example.org", 3128, Optional.of(HttpProxy.basic("me", "p@ss")))),
                    Optional.of(new HttpProxy("proxy", 1080, Optional.empty())),
                    List.of("a.example.org", "b.example.org"))),
            new RequestConfig(1024, Duration.ofSeconds(9), true),
            new AnswerConfig(
                7,
                new Deadlines(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4)),
                Duration.ofSeconds(8)),
            new ResponsesConfig(
                ResponsesConfig.Store.MEMORY,
                Optional.of(Path.of("/var/lib/responses.db")),
                Duration.ofSeconds(10)),
            new SharingConfig(
                Optional.of(
                    new RedisSettings(
                        "cache.example.org",
                        6380,
                        true,
                        Optional.of("me"),
                        Optional.of("p@ss"),
                        2,
                        "mine")),
                Optional.empty(),
                WithoutRedis.CLOSED),
            new CatalogConfig(
                Path.of("/etc/models.json"), Map.of("fast", "gpt-4.1-nano", "thinker", "gpt-5")),
            new TelemetryConfig(
                Optional.of(URI.create("http://collector:4318")), LogLevel.DEBUG, LogFormat.JSON));
    assertEquals(expected, config(environment));
  }

  @Test
  void aSystemPropertyGoesBeforeTheEnvironment() {
    Settings settings = Settings.of(Map.of("user.home", "/", "PORT", "1"), Map.of("PORT", "2"));
    assertEquals(1, AppConfig.of(settings).listener().port());
  }

  @Test
  void aSecretMayStandInAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "se,cret\n");
    Map<String, String> files = new HashMap<>();
    for (String name : List.of("USER_SET_KEY", "LANGFAST_ANON_KEY", "LANGFAST_PASSWORD")) {
      files.put(name + "_FILE", file.toString());
    }
    files.put("LANGFAST_EMAIL", "a@example.org");
    AppConfig config = config(files);
    assertEquals(List.of("se", "cret"), config.access().keys());
    assertEquals("se,cret", config.upstream().anonKey());
    assertEquals(
        new Credentials.Account("a@example.org", "se,cret"), config.upstream().credentials());
    Map<String, String> token = Map.of("LANGFAST_REFRESH_TOKEN_FILE", file.toString());
    assertEquals(new Credentials.RefreshToken("se,cret"), config(token).upstream().credentials());
  }

  @Test
  void aFileOfASecretHasOneInIt(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), " \n");
    ConfigurationException wrong =
        assertThrows(
            ConfigurationException.class,
            () -> config(Map.of("USER_SET_KEY_FILE", file.toString())));
    assertTrue(wrong.getMessage().endsWith("it is empty."), wrong.getMessage());
  }

  @Test
  void aSecretStandsInOnePlace(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "secret");
    Map<String, String> both =
        Map.of("USER_SET_KEY", "other", "USER_SET_KEY_FILE", file.toString());
    ConfigurationException wrong = assertThrows(ConfigurationException.class, () -> config(both));
    assertTrue(wrong.getMessage().contains("USER_SET_KEY_FILE"), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("secret"), wrong.getMessage());
  }

  @Test
  void responsesAreWhereInstancesShareThemUnlessAnotherPlaceIsNamed() {
    Map<String, String> shared = new HashMap<>(Map.of("REDIS_URL", "redis://localhost"));
    assertEquals(ResponsesConfig.Store.SHARED, config(shared).responses().store());
    shared.put("RESPONSES_STORE", "file");
    assertEquals(ResponsesConfig.Store.FILE, config(shared).responses().store());
  }

  @Test
  void theKeyOfWhatIsSharedStandsInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("key");
    Files.writeString(file, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n");
    Map<String, String> settings = Map.of("STATE_KEY_FILE", file.toString());
    assertTrue(config(settings).sharing().stateKey().isPresent());
    Files.writeString(file, "c2VjcmV0");
    ConfigurationException wrong =
        assertThrows(ConfigurationException.class, () -> config(settings));
    assertTrue(wrong.getMessage().startsWith("STATE_KEY_FILE cannot be used: "), wrong::getMessage);
    assertFalse(wrong.getMessage().contains("c2VjcmV0"), wrong::getMessage);
  }

  @ParameterizedTest
  @CsvSource({
    "REDIS_URL, http://me:secret@cache",
    "REDIS_URL, redis://me:secret@",
    "REDIS_URL, redis://me:secret@cache:0",
    "REDIS_URL, redis://me:secret@cache/secret",
    "REDIS_URL, redis://me:secret%@cache",
    "REDIS_PREFIX, with space"
  })
  void whatIsWrongWithRedisIsSaidWithoutItsPassword(String name, String value) {
    ConfigurationException wrong =
        assertThrows(ConfigurationException.class, () -> config(Map.of(name, value)));
    assertTrue(wrong.getMessage().startsWith(name + " cannot be used: "), wrong::getMessage);
    assertFalse(wrong.getMessage().contains("secret"), wrong::getMessage);
  }

  @Test
  void theSessionIsKeptWhereTheUsersStateIs() {
    assertEquals(
        Optional.of(Path.of("/state/langfast2api/session.json")),
        config(Map.of("XDG_STATE_HOME", "/state")).upstream().sessionFile());
  }

  @ParameterizedTest
  @CsvSource({
    "?, '', ",
    "'', '', ",
    "?, relative, ",
    "?, /home/env, /home/env/.local/state/langfast2api/session.json",
    "/home/java, /home/env, /home/java/.local/state/langfast2api/session.json",
    "/, '', /.local/state/langfast2api/session.json"
  })
  void aUserWithoutAHomeHasNoSessionFile(String java, String environment, @Nullable Path file) {
    Settings settings = Settings.of(Map.of("user.home", java), Map.of("HOME", environment));
    assertEquals(Optional.ofNullable(file), AppConfig.of(settings).upstream().sessionFile());
  }

  @Test
  void proxiesMayBeNamedInLowerCaseAsElsewhere() {
    Map<String, String> lower = new HashMap<>();
    lower.put("https_proxy", "https.example.org:1");
    lower.put("http_proxy", "http://http.example.org:2/");
    lower.put("no_proxy", "a,b");
    ProxyRules rules = config(lower).upstream().proxies();
    assertEquals("https.example.org:1", rules.https().orElseThrow().toString());
    assertEquals("http.example.org:2", rules.http().orElseThrow().toString());
    assertEquals(List.of("a", "b"), rules.exceptions());
    lower.put("HTTPS_PROXY", "upper:3");
    assertEquals("upper:3", config(lower).upstream().proxies().https().orElseThrow().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, socks5://me:secret@proxy:1080",
    "HTTPS_PROXY, https://me:secret@proxy",
    "HTTP_PROXY, http://me:secret@",
    "HTTP_PROXY, me:secret@pro xy",
    "LANGFAST_SUPABASE_URL, https://me:secret@db.example.org",
    "LANGFAST_RUNNER_URL, me:secret@db.example.org",
    "LANGFAST_SITE, https://secret@db.example.org",
    "OTEL_EXPORTER_OTLP_ENDPOINT, ftp://me:sec/r@t:secret@db.example.org",
    "PORT, https://me:secret@db.example.org"
  })
  void credentialsInAUrlAreNotShown(String name, String url) {
    ConfigurationException wrong =
        assertThrows(ConfigurationException.class, () -> config(Map.of(name, url)));
    assertTrue(wrong.getMessage().contains(name), wrong.getMessage());
    assertTrue(wrong.getMessage().contains("****@"), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("secret"), wrong.getMessage());
  }

  @Test
  void anEmptyValueCountsAsNotGiven() {
    AppConfig config = config(Map.of("PORT", "", "LANGFAST_ANON_KEY", " ", "USER_SET_KEY", ""));
    assertEquals(8000, config.listener().port());
    assertEquals(UpstreamConfig.Kind.SIMULATOR, config.upstream().kind());
    assertTrue(config.access().keys().isEmpty());
  }

  @Test
  void withAKeyLangFastAnswersAndElseTheSimulator() {
    assertEquals(
        UpstreamConfig.Kind.LANGFAST, config(Map.of("LANGFAST_ANON_KEY", "k")).upstream().kind());
    assertEquals(
        UpstreamConfig.Kind.SIMULATOR,
        config(Map.of("LANGFAST_ANON_KEY", "k", "LANGFAST_UPSTREAM", "simulator"))
            .upstream()
            .kind());
  }

  @Test
  void langFastNeedsNoOtherSettingThanItsName() {
    UpstreamConfig upstream = config(Map.of("LANGFAST_UPSTREAM", "langfast")).upstream();
    assertEquals(UpstreamConfig.Kind.LANGFAST, upstream.kind());
    assertEquals(new Credentials.Anonymous(), upstream.credentials());
    assertEquals("", upstream.anonKey());
  }

  @Test
  void aPageOnAnotherMachineIsReadOverTlsWhateverElseIsAllowed() {
    Map<String, String> plain =
        Map.of("LANGFAST_ALLOW_PLAINTEXT", "true", "LANGFAST_SITE", "http://page.example.org");
    assertThrows(ConfigurationException.class, () -> config(plain));
    String here = "http://127.0.0.1:3000";
    assertEquals(URI.create(here), config(Map.of("LANGFAST_SITE", here)).upstream().site());
  }

  @Test
  void aRefreshTokenSignsInWithoutAnAccount() {
    assertEquals(
        new Credentials.RefreshToken("r"),
        config(Map.of("LANGFAST_REFRESH_TOKEN", "r")).upstream().credentials());
  }

  @Test
  void itIsOpenWhenOthersReachItAndNeedNoKey() {
    assertFalse(config(Map.of()).isOpenToNetwork());
    assertTrue(config(Map.of("HOST", "0.0.0.0")).isOpenToNetwork());
    assertFalse(config(Map.of("HOST", "0.0.0.0", "USER_SET_KEY", "k")).isOpenToNetwork());
    assertFalse(config(Map.of("HOST", "127.0.0.2")).isOpenToNetwork());
    assertFalse(config(Map.of("HOST", "[::1]")).isOpenToNetwork());
    assertTrue(config(Map.of("HOST", "[::]")).isOpenToNetwork());
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, eighty",
    "PORT, 65536",
    "PORT, -1",
    "MAX_CONNECTIONS, -1",
    "ALLOWED_HOSTS, http://a.example",
    "ALLOWED_HOSTS, a.example:8000",
    "ALLOWED_HOSTS, a.example/",
    "ALLOWED_HOSTS, *.example",
    "CORS_ORIGINS, https://a.example/",
    "CORS_ORIGINS, https://a.example/chat",
    "CORS_ORIGINS, https://A.example",
    "CORS_ORIGINS, HTTPS://a.example",
    "CORS_ORIGINS, a.example",
    "CORS_ORIGINS, a.example:8080",
    "CORS_ORIGINS, https://a.example:443",
    "CORS_ORIGINS, http://a.example:80",
    "CORS_ORIGINS, https://*.example",
    "CORS_ORIGINS, https://user@a.example",
    "CORS_ORIGINS, https://bücher.example",
    "CORS_ORIGINS, 'https://b.example,https://a.example?'",
    "CORS_ORIGINS, null",
    "USER_SET_KEY, ' , ,'",
    "LANGFAST_UPSTREAM, openai",
    "LANGFAST_SITE, langfa.st",
    "LANGFAST_SITE, http://langfa.st",
    "LANGFAST_EMAIL, a@example.org",
    "LANGFAST_PASSWORD, secret",
    "LANGFAST_SUPABASE_URL, ftp://example.org",
    "LANGFAST_RUNNER_URL, https://",
    "LANGFAST_ALLOW_PLAINTEXT, maybe",
    "LANGFAST_SOCKET, some",
    "LANGFAST_TEST_CASES, full",
    "TOTAL_TIMEOUT, 0",
    "MODEL_ALIASES, fast",
    "MODEL_ALIASES, =gpt-5",
    "MODEL_ALIASES, a=b=c",
    "STRICT_PARAMETERS, perhaps",
    "MAX_ANSWERS, 0",
    "OTEL_EXPORTER_OTLP_ENDPOINT, collector",
    "TLS_CERTIFICATE_FILE, pom.xml",
    "TLS_KEY_FILE, pom.xml",
    "DRAIN_TIMEOUT, -1",
    "LOG_FORMAT, xml",
    "USER_SET_KEY_FILE, /no/such/file",
    "MAX_BODY_BYTES, 1",
    "LOG_LEVEL, loud"
  })
  void aWrongValueStopsTheStartWithAMessageThatNamesIt(String name, String value) {
    ConfigurationException wrong =
        assertThrows(ConfigurationException.class, () -> config(Map.of(name, value)));
    assertTrue(wrong.getMessage().contains(name), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("secret"), wrong.getMessage());
  }

  @Test
  void anAliasIsGivenOnce() {
    ConfigurationException wrong =
        assertThrows(
            ConfigurationException.class,
            () -> config(Map.of("MODEL_ALIASES", "fast=gpt-5,fast=gpt-4")));
    assertEquals("MODEL_ALIASES has \"fast\" twice.", wrong.getMessage());
  }

  private static AppConfig config(Map<String, String> environment) {
    return AppConfig.of(Settings.of(Map.of("user.home", "/home/me"), environment));
  }
}
