package io.github.langfast2api.app;

import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastSettings.Timeouts;
import io.github.langfast2api.langfast.Variants;
import io.github.langfast2api.langfast.Variants.PromptUse;
import io.github.langfast2api.ports.resilience.Deadlines;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that can be configured, read and checked.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param keys what clients may authenticate with
 * @param keysFile further keys, in a file that may change
 * @param origins of web pages whose scripts may use the gateway
 * @param certificate PEM files with a certificate chain and its key, to serve TLS
 * @param upstream who answers
 * @param supabase LangFast's REST calls
 * @param runner LangFast's Socket.IO server
 * @param site LangFast's public page
 * @param anonKey LangFast's public web key; empty if it is to be read from the page
 * @param credentials how to sign in to LangFast
 * @param sessionFile where LangFast's session is kept over restarts
 * @param variants how LangFast is asked
 * @param timeouts how long LangFast may take
 * @param deadlines how long an answer may take
 * @param maxAnswers the most that are made at once
 * @param drain how long answers may take to end when the gateway stops
 * @param maxBodyBytes the largest request body, unpacked
 * @param clientTimeout how long the gateway waits for a client that is slow
 * @param modelsFile the catalogue, if there is such a file
 * @param modelAliases further names of models, each with a name that a model already has
 * @param strict whether a parameter that a model has no use for is refused and not left out
 * @param traces the OTLP collector to which traces go
 * @param logLevel what is logged
 * @param logFormat and in which form
 */
record AppConfig(
    String host,
    int port,
    List<String> keys,
    Optional<Path> keysFile,
    List<String> origins,
    Optional<Certificate> certificate,
    Upstream upstream,
    URI supabase,
    URI runner,
    URI site,
    String anonKey,
    Credentials credentials,
    Path sessionFile,
    Variants variants,
    Timeouts timeouts,
    Deadlines deadlines,
    int maxAnswers,
    Duration drain,
    int maxBodyBytes,
    Duration clientTimeout,
    Path modelsFile,
    Map<String, String> modelAliases,
    boolean strict,
    Optional<URI> traces,
    LogLevel logLevel,
    LogFormat logFormat) {

  /** Who answers. */
  enum Upstream {
    LANGFAST,
    SIMULATOR
  }

  /** What the gateway proves its name with: a chain and its key, as PEM. */
  record Certificate(Path chain, Path key) {}

  /** The form of the log's lines. */
  enum LogFormat {
    TEXT,
    JSON
  }

  AppConfig {
    keys = List.copyOf(keys);
    origins = List.copyOf(origins);
    modelAliases = Map.copyOf(modelAliases);
  }

  /**
   * Reads the settings.
   *
   * @throws ConfigurationException if one of them cannot be
   */
  static AppConfig of(Settings settings) {
    boolean plaintext = settings.flag("LANGFAST_ALLOW_PLAINTEXT");
    return new AppConfig(
        settings.required("HOST"),
        settings.integer("PORT", 0, 65_535),
        keys(settings),
        settings.text("KEYS_FILE").map(Path::of),
        Settings.list(settings.text("CORS_ORIGINS").orElse("")),
        certificate(settings),
        upstream(settings),
        url(settings, "LANGFAST_SUPABASE_URL", plaintext),
        url(settings, "LANGFAST_RUNNER_URL", plaintext),
        url(settings, "LANGFAST_SITE", false),
        settings.secret("LANGFAST_ANON_KEY").orElse(""),
        credentials(settings),
        sessionFile(settings),
        variants(settings),
        new Timeouts(
            settings.seconds("CONNECT_TIMEOUT"),
            settings.seconds("CALL_TIMEOUT"),
            settings.seconds("RECONNECT_TIMEOUT")),
        new Deadlines(
            settings.seconds("FIRST_TOKEN_TIMEOUT"),
            settings.seconds("SILENCE_TIMEOUT"),
            settings.seconds("TOTAL_TIMEOUT")),
        settings.integer("MAX_ANSWERS", 1, 1_000_000),
        Duration.ofSeconds(settings.integer("DRAIN_TIMEOUT", 0, 3600)),
        settings.integer("MAX_BODY_BYTES", 1024, Integer.MAX_VALUE),
        settings.seconds("CLIENT_TIMEOUT"),
        Path.of(settings.required("MODELS_FILE")),
        modelAliases(settings),
        settings.flag("STRICT_PARAMETERS"),
        traces(settings),
        settings.choice("LOG_LEVEL", LogLevel.WORDS),
        settings.choice("LOG_FORMAT", Map.of("text", LogFormat.TEXT, "json", LogFormat.JSON)));
  }

  /** Whether clients need a key. */
  boolean asksForKeys() {
    return !keys.isEmpty() || keysFile.isPresent();
  }

  /** Whether anybody on the network may use the gateway. */
  boolean isOpen() {
    return !asksForKeys() && !List.of("127.0.0.1", "::1", "localhost").contains(host);
  }

  private static List<String> keys(Settings settings) {
    Optional<String> said = settings.secret("USER_SET_KEY");
    List<String> keys = said.map(Settings::list).orElse(List.of());
    if (said.isPresent() && keys.isEmpty()) {
      throw new ConfigurationException("USER_SET_KEY has no key in it, only separators.");
    }
    return keys;
  }

  private static Map<String, String> modelAliases(Settings settings) {
    Map<String, String> aliases = new HashMap<>();
    for (String said : Settings.list(settings.text("MODEL_ALIASES").orElse(""))) {
      String[] names = said.split("=", -1);
      if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
        throw new ConfigurationException(
            "MODEL_ALIASES has \"%s\" in it: an alias is written alias=model.".formatted(said));
      }
      if (aliases.put(names[0].strip(), names[1].strip()) != null) {
        throw new ConfigurationException(
            "MODEL_ALIASES has \"%s\" twice.".formatted(names[0].strip()));
      }
    }
    return aliases;
  }

  private static Optional<URI> traces(Settings settings) {
    String name = "OTEL_EXPORTER_OTLP_ENDPOINT";
    return settings.text(name).map(address -> new UpstreamUrl(name, true).parse(address));
  }

  private static Optional<Certificate> certificate(Settings settings) {
    Optional<Path> chain = settings.text("TLS_CERTIFICATE_FILE").map(Path::of);
    Optional<Path> key = settings.text("TLS_KEY_FILE").map(Path::of);
    if (chain.isPresent() != key.isPresent()) {
      throw new ConfigurationException(
          "TLS needs both TLS_CERTIFICATE_FILE and TLS_KEY_FILE; one of them is not set.");
    }
    for (Path file : Stream.concat(chain.stream(), key.stream()).toList()) {
      if (!Files.isReadable(file)) {
        throw new ConfigurationException("\"%s\" cannot be read, for TLS.".formatted(file));
      }
    }
    return chain.map(file -> new Certificate(file, key.orElseThrow()));
  }

  private static Upstream upstream(Settings settings) {
    boolean known = settings.secret("LANGFAST_ANON_KEY").isPresent();
    return settings.choice(
        "LANGFAST_UPSTREAM",
        Map.of(
            "langfast", Upstream.LANGFAST,
            "simulator", Upstream.SIMULATOR,
            "auto", known ? Upstream.LANGFAST : Upstream.SIMULATOR));
  }

  private static URI url(Settings settings, String name, boolean plaintext) {
    return new UpstreamUrl(name, plaintext).parse(settings.required(name));
  }

  /** The XDG Base Directory Specification's place for state, or the file that is named. */
  private static Path sessionFile(Settings settings) {
    return settings
        .text("LANGFAST_SESSION_FILE")
        .map(Path::of)
        .orElseGet(
            () ->
                settings
                    .text("XDG_STATE_HOME")
                    .map(Path::of)
                    .orElseGet(() -> Path.of(settings.required("user.home"), ".local", "state"))
                    .resolve("langfast2api")
                    .resolve("session.json"));
  }

  private static Variants variants(Settings settings) {
    String prompt = settings.required("LANGFAST_PROMPT");
    return new Variants(
        settings.choice("LANGFAST_SOCKET", Map.of("shared", false, "per-run", true)),
        switch (prompt) {
          case "session" -> new PromptUse.PerSession();
          case "per-run" -> new PromptUse.PerRun();
          default -> new PromptUse.Fixed(prompt);
        },
        settings.choice("LANGFAST_TEST_CASES", Map.of("filled", false, "empty", true)));
  }

  private static Credentials credentials(Settings settings) {
    var email = settings.text("LANGFAST_EMAIL");
    var password = settings.secret("LANGFAST_PASSWORD");
    if (email.isPresent() != password.isPresent()) {
      throw new ConfigurationException(
          "An account needs both LANGFAST_EMAIL and LANGFAST_PASSWORD; one of them is not set.");
    }
    if (email.isPresent()) {
      return new Credentials.Account(email.get(), password.get());
    }
    return settings
        .secret("LANGFAST_REFRESH_TOKEN")
        .<Credentials>map(Credentials.RefreshToken::new)
        .orElseGet(Credentials.Anonymous::new);
  }
}
