package io.github.langfast2api.app.config;

import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastSettings.Timeouts;
import io.github.langfast2api.langfast.Variants;
import io.github.langfast2api.langfast.Variants.PromptUse;
import io.github.langfast2api.langfast.Variants.ResponseFormatForm;
import io.github.langfast2api.langfast.wire.HttpProxy;
import io.github.langfast2api.langfast.wire.ProxyRules;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * LangFast, and how the gateway uses it.
 *
 * @param kind whether LangFast or the simulator answers
 * @param supabase the base URL of LangFast's REST calls
 * @param runner the base URL of LangFast's Socket.IO server
 * @param site the URL of LangFast's public page
 * @param anonKey LangFast's public web key; empty if it is to be read from the page
 * @param credentials how to sign in to LangFast
 * @param sessionFile where LangFast's session is kept over restarts; empty if there is no place
 * @param variants which of LangFast's ways of running a prompt are used
 * @param timeouts how long connecting, calls and reconnecting may take
 * @param maxCalls how many calls requests may make at once
 * @param proxies which of LangFast's URLs are reached through a proxy
 */
public record UpstreamConfig(
    Kind kind,
    URI supabase,
    URI runner,
    URI site,
    String anonKey,
    Credentials credentials,
    Optional<Path> sessionFile,
    Variants variants,
    Timeouts timeouts,
    int maxCalls,
    ProxyRules proxies) {

  /** What answers chat requests. */
  public enum Kind {
    LANGFAST,
    SIMULATOR
  }

  static UpstreamConfig of(Settings settings) {
    boolean plaintext = settings.flag("LANGFAST_ALLOW_PLAINTEXT");
    return new UpstreamConfig(
        kind(settings),
        settings.url("LANGFAST_SUPABASE_URL", plaintext),
        settings.url("LANGFAST_RUNNER_URL", plaintext),
        settings.url("LANGFAST_SITE", false),
        settings.secret("LANGFAST_ANON_KEY").orElse(""),
        credentials(settings),
        sessionFile(settings),
        variants(settings),
        new Timeouts(
            settings.seconds("CONNECT_TIMEOUT"),
            settings.seconds("CALL_TIMEOUT"),
            settings.seconds("RECONNECT_TIMEOUT")),
        settings.integer("MAX_CALLS", 1, 10_000),
        new ProxyRules(
            proxy(settings, "HTTPS_PROXY"),
            proxy(settings, "HTTP_PROXY"),
            settings.list(set(settings, "NO_PROXY"))));
  }

  private static Optional<HttpProxy> proxy(Settings settings, String name) {
    return settings.text(set(settings, name)).map(url -> ProxyUrl.parse(name, url));
  }

  /** The name, or the name in lower case, which is as usual, where that one is set. */
  private static String set(Settings settings, String name) {
    return settings.text(name).isPresent() ? name : name.toLowerCase(Locale.ROOT);
  }

  private static Kind kind(Settings settings) {
    boolean hasKey = settings.secret("LANGFAST_ANON_KEY").isPresent();
    return settings.choice(
        "LANGFAST_UPSTREAM",
        Map.of(
            "langfast", Kind.LANGFAST,
            "simulator", Kind.SIMULATOR,
            "auto", hasKey ? Kind.LANGFAST : Kind.SIMULATOR));
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

  /** By default in the state directory of the XDG Base Directory Specification. */
  private static Optional<Path> sessionFile(Settings settings) {
    return settings
        .path("LANGFAST_SESSION_FILE")
        .or(
            () ->
                settings
                    .path("XDG_STATE_HOME")
                    .or(() -> home(settings).map(home -> home.resolve(".local").resolve("state")))
                    .map(state -> state.resolve("langfast2api").resolve("session.json")));
  }

  /** The home directory; Java gives a question mark for a user without one. */
  private static Optional<Path> home(Settings settings) {
    return settings
        .path("user.home")
        .filter(Path::isAbsolute)
        .or(() -> settings.path("HOME").filter(Path::isAbsolute));
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
        settings.choice("LANGFAST_TEST_CASES", Map.of("filled", false, "empty", true)),
        settings.choice(
            "LANGFAST_RESPONSE_FORMAT",
            Map.of("text", ResponseFormatForm.TEXT, "openai", ResponseFormatForm.OPENAI)));
  }
}
