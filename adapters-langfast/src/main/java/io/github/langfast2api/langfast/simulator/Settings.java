package io.github.langfast2api.langfast.simulator;

import java.time.Duration;

/**
 * How a simulator behaves. Start from {@link #defaults()}.
 *
 * @param answers what is answered where nothing was scripted
 * @param tokenLifetime how long an access token is good; whole seconds
 * @param refreshReuse how long the previous refresh token is still taken after it was exchanged
 * @param pingInterval the time between a pong and the next ping
 * @param pingTimeout how long a pong may take before the client is taken for dead
 */
public record Settings(
    Answers answers,
    Duration tokenLifetime,
    Duration refreshReuse,
    Duration pingInterval,
    Duration pingTimeout) {

  /** What LangFast, Supabase and Socket.IO do by default, at a pace that a person can read. */
  public static Settings defaults() {
    return new Settings(
        Answers.simulated(Duration.ofMillis(45)),
        Duration.ofHours(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(25),
        Duration.ofSeconds(20));
  }

  /** These settings with other answers. */
  public Settings withAnswers(Answers other) {
    return new Settings(other, tokenLifetime, refreshReuse, pingInterval, pingTimeout);
  }

  /** These settings with another lifetime of access tokens. */
  public Settings withTokenLifetime(Duration other) {
    return new Settings(answers, other, refreshReuse, pingInterval, pingTimeout);
  }

  /** These settings with another tolerance for the previous refresh token. */
  public Settings withRefreshReuse(Duration other) {
    return new Settings(answers, tokenLifetime, other, pingInterval, pingTimeout);
  }

  /** These settings with another time between pings. */
  public Settings withPingInterval(Duration other) {
    return new Settings(answers, tokenLifetime, refreshReuse, other, pingTimeout);
  }

  /** These settings with another patience for pongs. */
  public Settings withPingTimeout(Duration other) {
    return new Settings(answers, tokenLifetime, refreshReuse, pingInterval, other);
  }
}
