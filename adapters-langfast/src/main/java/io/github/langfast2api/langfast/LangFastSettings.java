package io.github.langfast2api.langfast;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Where LangFast is and how to deal with it.
 *
 * @param supabase the base of the REST calls, http or https
 * @param runner the base of the Socket.IO server, http or https
 * @param anonKey LangFast's public web key
 * @param credentials how to sign in
 * @param connectTimeout how long connecting may take, the Socket.IO handshake included
 * @param callTimeout how long a REST call may be silent
 * @param gap how long a run may stay silent once the connection broke that carried its events
 * @param maxMessage the longest WebSocket message that is taken, in bytes
 */
public record LangFastSettings(
    URI supabase,
    URI runner,
    String anonKey,
    Credentials credentials,
    Duration connectTimeout,
    Duration callTimeout,
    Duration gap,
    int maxMessage) {

  public LangFastSettings {
    requireHttp(supabase);
    requireHttp(runner);
    Objects.requireNonNull(credentials);
    if (anonKey.isBlank()) {
      throw new IllegalArgumentException("the anon key is empty");
    }
    requirePositive(connectTimeout);
    requirePositive(callTimeout);
    requirePositive(gap);
    if (maxMessage < 1) {
      throw new IllegalArgumentException("no message would be taken");
    }
  }

  /** The settings that are right for most. */
  public static LangFastSettings of(
      URI supabase, URI runner, String anonKey, Credentials credentials) {
    return new LangFastSettings(
        supabase,
        runner,
        anonKey,
        credentials,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        32 << 20);
  }

  /** The same settings with another gap. */
  public LangFastSettings withGap(Duration time) {
    return new LangFastSettings(
        supabase, runner, anonKey, credentials, connectTimeout, callTimeout, time, maxMessage);
  }

  /** The same settings with another time to connect. */
  public LangFastSettings withConnectTimeout(Duration time) {
    return new LangFastSettings(
        supabase, runner, anonKey, credentials, time, callTimeout, gap, maxMessage);
  }

  @Override
  public String toString() {
    return "LangFastSettings[" + supabase + ", " + runner + ", " + credentials + "]";
  }

  private static void requireHttp(URI uri) {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("not an http or https address: " + uri);
    }
  }

  private static void requirePositive(Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("a time is not positive: " + time);
    }
  }
}
