package io.github.langfast2api.simulator;

import java.time.Duration;

/**
 * The settings of a simulator. Start from {@link #defaults()}.
 *
 * @param answers answers questions without a script
 * @param tokenLifetime the lifetime of access tokens, in whole seconds
 * @param refreshReuse how long a refresh token is accepted again after it was exchanged
 * @param pingInterval Engine.IO's time between a pong and the next ping
 * @param pingTimeout Engine.IO's timeout for a pong
 * @param jsonFormats whether a run may ask for JSON by an object, as in OpenAI's API; of LangFast
 *     it is only known that it takes the string {@code text}
 */
public record SimulatorSettings(
    AnswerSource answers,
    Duration tokenLifetime,
    Duration refreshReuse,
    Duration pingInterval,
    Duration pingTimeout,
    boolean jsonFormats) {

  /** The defaults of Supabase and Socket.IO, and simulated answers at a readable pace. */
  public static SimulatorSettings defaults() {
    return new SimulatorSettings(
        AnswerSource.simulated(Duration.ofMillis(45)),
        Duration.ofHours(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(25),
        Duration.ofSeconds(20),
        false);
  }

  /** These settings with other answers. */
  public SimulatorSettings withAnswers(AnswerSource other) {
    return new SimulatorSettings(
        other, tokenLifetime, refreshReuse, pingInterval, pingTimeout, jsonFormats);
  }

  /** These settings with another lifetime of access tokens. */
  public SimulatorSettings withTokenLifetime(Duration other) {
    return new SimulatorSettings(
        answers, other, refreshReuse, pingInterval, pingTimeout, jsonFormats);
  }

  /** These settings with another reuse interval of refresh tokens. */
  public SimulatorSettings withRefreshReuse(Duration other) {
    return new SimulatorSettings(
        answers, tokenLifetime, other, pingInterval, pingTimeout, jsonFormats);
  }

  /** These settings with another time between pings. */
  public SimulatorSettings withPingInterval(Duration other) {
    return new SimulatorSettings(
        answers, tokenLifetime, refreshReuse, other, pingTimeout, jsonFormats);
  }

  /** These settings with another timeout for pongs. */
  public SimulatorSettings withPingTimeout(Duration other) {
    return new SimulatorSettings(
        answers, tokenLifetime, refreshReuse, pingInterval, other, jsonFormats);
  }

  /** These settings, with which a run may ask for JSON by an object. */
  public SimulatorSettings withJsonFormats() {
    return new SimulatorSettings(
        answers, tokenLifetime, refreshReuse, pingInterval, pingTimeout, true);
  }
}
