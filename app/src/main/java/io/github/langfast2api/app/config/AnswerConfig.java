package io.github.langfast2api.app.config;

import io.github.langfast2api.ports.resilience.Deadlines;
import java.time.Duration;

/**
 * Limits on answers.
 *
 * @param maxAnswers the most answers that are made at the same time
 * @param deadlines how long an answer may take
 * @param drainTimeout how long running answers may go on when the gateway stops
 */
public record AnswerConfig(int maxAnswers, Deadlines deadlines, Duration drainTimeout) {

  static AnswerConfig of(Settings settings) {
    return new AnswerConfig(
        settings.integer("MAX_ANSWERS", 1, 1_000_000),
        new Deadlines(
            settings.seconds("FIRST_TOKEN_TIMEOUT"),
            settings.seconds("SILENCE_TIMEOUT"),
            settings.seconds("TOTAL_TIMEOUT")),
        Duration.ofSeconds(settings.integer("DRAIN_TIMEOUT", 0, 3600)));
  }
}
