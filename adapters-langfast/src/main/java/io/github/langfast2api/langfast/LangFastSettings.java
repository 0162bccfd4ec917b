package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.NameResolver;
import io.github.langfast2api.langfast.wire.ProxyRules;
import io.github.langfast2api.langfast.wire.UpstreamNetwork;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a {@link LangFastBackend}. Start from {@link #of}.
 *
 * @param supabase the base URL of the REST API, http or https
 * @param runner the base URL of the Socket.IO server, http or https
 * @param site the URL of LangFast's public page, whose origin every call carries
 * @param anonKey LangFast's public API key; empty if it is to be read from the page
 * @param credentials to sign in with
 * @param sessionFile the file that keeps the session over restarts, if any
 * @param timeouts of connections, calls and runs
 * @param variants which of several protocol variants is used
 * @param observer observes every call
 * @param proxies which of LangFast's servers are reached through a proxy
 */
public record LangFastSettings(
    URI supabase,
    URI runner,
    URI site,
    Optional<String> anonKey,
    Credentials credentials,
    Optional<Path> sessionFile,
    Timeouts timeouts,
    Variants variants,
    LangFastObserver observer,
    ProxyRules proxies) {

  /** The URL of LangFast's page. */
  public static final URI SITE = URI.create("https://langfa.st");

  private static final Pattern TRAILING_SLASHES = Pattern.compile("/+$");

  /**
   * Timeouts.
   *
   * @param connect to connect, including the WebSocket and Socket.IO handshakes
   * @param call for a REST call as a whole
   * @param reconnectTimeout from the loss of the Socket.IO connection to a run's next event
   */
  public record Timeouts(Duration connect, Duration call, Duration reconnectTimeout) {

    /** 10, 30 and 20 seconds. */
    public static final Timeouts DEFAULTS =
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(20));

    public Timeouts {
      requirePositive(connect);
      requirePositive(call);
      requirePositive(reconnectTimeout);
    }

    private static void requirePositive(Duration timeout) {
      if (!timeout.isPositive()) {
        throw new IllegalArgumentException("a timeout is not positive: " + timeout);
      }
    }
  }

  public LangFastSettings {
    supabase = requireHttp(supabase);
    runner = requireHttp(runner);
    Objects.requireNonNull(credentials);
    Objects.requireNonNull(sessionFile);
    Objects.requireNonNull(timeouts);
    Objects.requireNonNull(variants);
    Objects.requireNonNull(observer);
    Objects.requireNonNull(proxies);
    if (!LinkPolicy.isReadable(site)) {
      throw new IllegalArgumentException("not a page that is read safely: " + site);
    }
    if (anonKey.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("the anon key is empty");
    }
  }

  /** Default settings; the session is not kept over restarts. */
  public static LangFastSettings of(
      URI supabase, URI runner, String anonKey, Credentials credentials) {
    return of(supabase, runner, credentials).withAnonKey(anonKey);
  }

  /** The same, with the key read from LangFast's page. */
  public static LangFastSettings of(URI supabase, URI runner, Credentials credentials) {
    return new LangFastSettings(
        supabase,
        runner,
        SITE,
        Optional.empty(),
        credentials,
        Optional.empty(),
        Timeouts.DEFAULTS,
        Variants.FAST,
        LangFastObserver.NONE,
        ProxyRules.NONE);
  }

  /** The same settings with another page. */
  public LangFastSettings withSite(URI page) {
    return new LangFastSettings(
        supabase,
        runner,
        page,
        anonKey,
        credentials,
        sessionFile,
        timeouts,
        variants,
        observer,
        proxies);
  }

  /** The same settings with a key that is known. */
  public LangFastSettings withAnonKey(String key) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        Optional.of(key),
        credentials,
        sessionFile,
        timeouts,
        variants,
        observer,
        proxies);
  }

  /** The same settings with the session kept in this file. */
  public LangFastSettings withSessionFile(Path file) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        anonKey,
        credentials,
        Optional.of(file),
        timeouts,
        variants,
        observer,
        proxies);
  }

  /** The same settings with other timeouts. */
  public LangFastSettings withTimeouts(Timeouts other) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        anonKey,
        credentials,
        sessionFile,
        other,
        variants,
        observer,
        proxies);
  }

  /** The same settings with other protocol variants. */
  public LangFastSettings withVariants(Variants other) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        anonKey,
        credentials,
        sessionFile,
        timeouts,
        other,
        observer,
        proxies);
  }

  /** The same settings with another observer. */
  public LangFastSettings withObserver(LangFastObserver other) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        anonKey,
        credentials,
        sessionFile,
        timeouts,
        variants,
        other,
        proxies);
  }

  /** The same settings with proxies. */
  public LangFastSettings withProxies(ProxyRules other) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        anonKey,
        credentials,
        sessionFile,
        timeouts,
        variants,
        observer,
        other);
  }

  /** How LangFast's servers are reached. */
  UpstreamNetwork network() {
    return new UpstreamNetwork(timeouts.connect(), proxies, NameResolver.SYSTEM);
  }

  @Override
  public String toString() {
    return "LangFastSettings[" + supabase + ", " + runner + ", " + credentials + "]";
  }

  /** The URL without trailing slashes, since paths are appended. */
  private static URI requireHttp(URI uri) {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("not an http or https URL: " + uri);
    }
    return URI.create(TRAILING_SLASHES.matcher(uri.toString()).replaceFirst(""));
  }
}
