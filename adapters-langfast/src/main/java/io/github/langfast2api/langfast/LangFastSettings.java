package io.github.langfast2api.langfast;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where LangFast is and how to deal with it. Start from {@link #of}.
 *
 * @param supabase the base of the REST calls, http or https
 * @param runner the base of the Socket.IO server, http or https
 * @param site LangFast's public page, as whose script the gateway asks
 * @param anonKey LangFast's public web key; empty if it is to be read from the page
 * @param credentials how to sign in
 * @param sessionFile where the session is kept over restarts, if it is
 * @param timeouts how long things may take
 * @param variants which of several ways to ask LangFast is taken
 * @param observer is told of every step at LangFast
 * @param maxMessage the longest WebSocket message that is taken, in bytes
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
    int maxMessage) {

  /** Where LangFast's page is. */
  public static final URI SITE = URI.create("https://langfa.st");

  private static final int MAX_MESSAGE = 32 << 20;
  private static final Pattern SLASHES = Pattern.compile("/+$");

  /**
   * How long things may take.
   *
   * @param connect to connect, the Socket.IO handshake included
   * @param call for a REST call
   * @param reconnectTimeout for a run to be heard of again once the connection broke that carried
   *     its events
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

    private static void requirePositive(Duration time) {
      if (!time.isPositive()) {
        throw new IllegalArgumentException("a time is not positive: " + time);
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
    if (!LinkPolicy.isReadable(site)) {
      throw new IllegalArgumentException("not a page that is read safely: " + site);
    }
    if (anonKey.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("the anon key is empty");
    }
    if (maxMessage < 1) {
      throw new IllegalArgumentException("no message would be taken");
    }
  }

  /** The settings that are right for most; the session is not kept over restarts. */
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
        MAX_MESSAGE);
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
        maxMessage);
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
        maxMessage);
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
        maxMessage);
  }

  /** The same settings with other times. */
  public LangFastSettings withTimeouts(Timeouts times) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        anonKey,
        credentials,
        sessionFile,
        times,
        variants,
        observer,
        maxMessage);
  }

  /** The same settings with other ways to ask LangFast. */
  public LangFastSettings withVariants(Variants ways) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        anonKey,
        credentials,
        sessionFile,
        timeouts,
        ways,
        observer,
        maxMessage);
  }

  /** The same settings with somebody who is told what is done. */
  public LangFastSettings withObserver(LangFastObserver told) {
    return new LangFastSettings(
        supabase,
        runner,
        site,
        anonKey,
        credentials,
        sessionFile,
        timeouts,
        variants,
        told,
        maxMessage);
  }

  @Override
  public String toString() {
    return "LangFastSettings[" + supabase + ", " + runner + ", " + credentials + "]";
  }

  /** The address without slashes at its end, since paths that begin with one will follow. */
  private static URI requireHttp(URI uri) {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("not an http or https address: " + uri);
    }
    return URI.create(SLASHES.matcher(uri.toString()).replaceFirst(""));
  }
}
