package io.github.langfast2api.simulator;

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
public record SimulatorSettings(
    AnswerSource answers,
    Duration tokenLifetime,
    Duration refreshReuse,
    Duration pingInterval,
    Duration pingTimeout) {

  /** What LangFast, Supabase and Socket.IO do by default, at a pace that a person can read. */
  public static SimulatorSettings defaults() {
    return new SimulatorSettings(
        AnswerSource.simulated(Duration.ofMillis(45)),
        Duration.ofHours(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(25),
        Duration.ofSeconds(20));
  }

  /** These settings with other answers. */
  public SimulatorSettings withAnswers(AnswerSource other) {
    return new SimulatorSettings(other, tokenLifetime, refreshReuse, pingInterval, pingTimeout);
  }

  /** These settings with another lifetime of access tokens. */
  public SimulatorSettings withTokenLifetime(Duration other) {
    return new SimulatorSettings(answers, other, refreshReuse, pingInterval, pingTimeout);
  }

  /** These settings with another tolerance for the previous refresh token. */
  public SimulatorSettings withRefreshReuse(Duration other) {
    return new SimulatorSettings(answers, tokenLifetime, other, pingInterval, pingTimeout);
  }

  /** These settings with another time between pings. */
  public SimulatorSettings withPingInterval(Duration other) {
    return new SimulatorSettings(answers, tokenLifetime, refreshReuse, other, pingTimeout);
  }

  /** These settings with another timeout for pongs. */
  public SimulatorSettings withPingTimeout(Duration other) {
    return new SimulatorSettings(answers, tokenLifetime, refreshReuse, pingInterval, other);
  }
}
