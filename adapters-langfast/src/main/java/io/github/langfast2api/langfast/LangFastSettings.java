package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.NameResolver;
import io.github.langfast2api.langfast.wire.ProxyRules;
import io.github.langfast2api.langfast.wire.UpstreamNetwork;
import io.github.langfast2api.ports.state.SharedValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of a {@link LangFastBackend}. Start from {@link #of}.
 *
 * @param servers where LangFast is
 * @param anonKey LangFast's public API key; empty if it is to be read from the page
 * @param session how sessions are made and where they are kept
 * @param timeouts of connections, calls and runs
 * @param maxCalls the most calls that requests make at once; others wait for the timeout of a call
 * @param variants which of several protocol variants is used
 * @param observer observes every call
 */
public record LangFastSettings(
    LangFastServers servers,
    Optional<String> anonKey,
    SessionSettings session,
    Timeouts timeouts,
    int maxCalls,
    Variants variants,
    LangFastObserver observer) {

  /** The URL of LangFast's page. */
  public static final URI SITE = URI.create("https://langfa.st");

  /** Far more than a browser makes, and no more than a small LangFast can answer. */
  private static final int MAX_CALLS = 64;

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
    Objects.requireNonNull(servers);
    Objects.requireNonNull(session);
    Objects.requireNonNull(timeouts);
    Objects.requireNonNull(variants);
    Objects.requireNonNull(observer);
    if (maxCalls < 1) {
      throw new IllegalArgumentException("no call could be made");
    }
    if (anonKey.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("the anon key is empty");
    }
  }

  /** Default settings; the session is neither kept over restarts nor shared. */
  public static LangFastSettings of(
      URI supabase, URI runner, String anonKey, Credentials credentials) {
    return of(supabase, runner, credentials).withAnonKey(anonKey);
  }

  /** The same, with the key read from LangFast's page. */
  public static LangFastSettings of(URI supabase, URI runner, Credentials credentials) {
    return new LangFastSettings(
        new LangFastServers(supabase, runner, SITE, ProxyRules.NONE),
        Optional.empty(),
        SessionSettings.of(credentials),
        Timeouts.DEFAULTS,
        MAX_CALLS,
        Variants.FAST,
        LangFastObserver.NONE);
  }

  /** The same settings with another page. */
  public LangFastSettings withSite(URI page) {
    return withServers(servers.withSite(page));
  }

  /** The same settings with proxies. */
  public LangFastSettings withProxies(ProxyRules other) {
    return withServers(servers.withProxies(other));
  }

  /** The same settings with a key that is known. */
  public LangFastSettings withAnonKey(String key) {
    return new LangFastSettings(
        servers, Optional.of(key), session, timeouts, maxCalls, variants, observer);
  }

  /** The same settings with the session kept in this file. */
  public LangFastSettings withSessionFile(Path file) {
    return withSession(session.withFile(file));
  }

  /**
   * The same settings with a session that all instances share.
   *
   * @param value of this {@link #sessionOwner} alone
   */
  public LangFastSettings withSharedSession(SharedValue value) {
    return withSession(session.withShared(value));
  }

  /** The same settings with other timeouts. */
  public LangFastSettings withTimeouts(Timeouts other) {
    return new LangFastSettings(servers, anonKey, session, other, maxCalls, variants, observer);
  }

  /** The same settings with another limit of calls that are made at once. */
  public LangFastSettings withMaxCalls(int calls) {
    return new LangFastSettings(servers, anonKey, session, timeouts, calls, variants, observer);
  }

  /** The same settings with other protocol variants. */
  public LangFastSettings withVariants(Variants other) {
    return new LangFastSettings(servers, anonKey, session, timeouts, maxCalls, other, observer);
  }

  /** The same settings with another observer. */
  public LangFastSettings withObserver(LangFastObserver other) {
    return new LangFastSettings(servers, anonKey, session, timeouts, maxCalls, variants, other);
  }

  /**
   * Identifies whose sessions they are, the credentials and their upstream, without a secret: the
   * same text for all instances that can use one session, and over restarts.
   */
  public String sessionOwner() {
    return servers.supabase() + " " + session.credentials().id();
  }

  /** How LangFast's servers are reached. */
  UpstreamNetwork network() {
    return new UpstreamNetwork(timeouts.connect(), servers.proxies(), NameResolver.SYSTEM);
  }

  private LangFastSettings withServers(LangFastServers other) {
    return new LangFastSettings(other, anonKey, session, timeouts, maxCalls, variants, observer);
  }

  private LangFastSettings withSession(SessionSettings other) {
    return new LangFastSettings(servers, anonKey, other, timeouts, maxCalls, variants, observer);
  }

  @Override
  public String toString() {
    return "LangFastSettings[%s, %s, %s]"
        .formatted(servers.supabase(), servers.runner(), session.credentials());
  }
}
