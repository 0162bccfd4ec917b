package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastBackend;
import io.github.langfast2api.langfast.LangFastSettings;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.resilience.DeadlineBackend;
import io.github.langfast2api.ports.resilience.Deadlines;
import io.github.langfast2api.ports.resilience.RetryBackend;
import io.github.langfast2api.ports.resilience.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What upstream does, and what the client must see: each row of {@code faults.json} over a real
 * Socket.IO server.
 */
@Timeout(60)
class FaultTableIT {

  private static final Deadlines DEADLINES =
      new Deadlines(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5));
  private static final LangFastSettings.Timeouts TIMEOUTS =
      new LangFastSettings.Timeouts(
          Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(1500));

  private static LangFastServer langFast;

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.start();
  }

  @AfterAll
  static void stop() {
    langFast.close();
  }

  static List<FaultRow> table() {
    return FaultRow.table();
  }

  @ParameterizedTest
  @MethodSource("table")
  void theClientSeesWhatTheTableSays(FaultRow row) throws Exception {
    URI uri = URI.create(langFast.url());
    Credentials account = new Credentials.Account("operator@example.org", "correct horse");
    try (LangFastBackend langFastBackend =
        new LangFastBackend(
            LangFastSettings.of(uri, uri, "anon-key-of-the-test", account)
                .withTimeouts(TIMEOUTS))) {
      ChatBackend backend =
          new DeadlineBackend(new RetryBackend(langFastBackend, RetryPolicy.DEFAULT), DEADLINES);
      langFast.spoil(row.faults());
      Answer answer = Answer.of(backend, row.script());
      row.text().ifPresent(text -> assertEquals(text, answer.text()));
      assertEquals(row.end(), endOf(answer), () -> String.valueOf(answer.failure()));
      row.message().ifPresent(part -> assertTold(part, answer.failure().orElseThrow()));
      row.retryAfter().ifPresent(time -> assertEquals(Optional.of(time), retryAfter(answer)));
      Moments.until("nothing is held", () -> langFastBackend.runs() == 0);
    }
  }

  private static void assertTold(String part, ChatFailure failure) {
    assertTrue(failure.message().contains(part), failure::message);
  }

  private static String endOf(Answer answer) {
    return answer
        .finish()
        .map(finish -> finish.reason().name())
        .orElseGet(() -> answer.failure().orElseThrow().getClass().getSimpleName());
  }

  private static Optional<Duration> retryAfter(Answer answer) {
    return switch (answer.failure().orElseThrow()) {
      case ChatFailure.RateLimited limited -> limited.retryAfter();
      case ChatFailure.Unavailable down -> down.retryAfter();
      default -> Optional.empty();
    };
  }
}
