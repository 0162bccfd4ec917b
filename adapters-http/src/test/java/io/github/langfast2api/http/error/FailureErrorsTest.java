package io.github.langfast2api.http.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.domain.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailureErrorsTest {

  private static final Duration SHORT = Duration.ofMillis(1500);

  private static Arguments row(ChatFailure failure, String error, String headers) {
    return Arguments.of(failure, error, headers);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        row(
            new ChatFailure.UnknownModel("x", List.of("y")),
            "404 invalid_request_error model_not_found model",
            "{}"),
        row(
            new ChatFailure.UnsupportedParameter("m", Parameter.VERBOSITY),
            "400 invalid_request_error unsupported_parameter verbosity",
            "{}"),
        row(
            new ChatFailure.UnsupportedValue("m", Parameter.TOP_P, Optional.of("9"), List.of()),
            "400 invalid_request_error unsupported_value top_p",
            "{}"),
        row(
            new ChatFailure.ContextTooLong("m"),
            "400 invalid_request_error context_length_exceeded messages",
            "{}"),
        row(
            new ChatFailure.RateLimited("m", Optional.of(SHORT)),
            "429 requests rate_limit_exceeded -",
            "{retry-after=2, retry-after-ms=1500}"),
        row(
            new ChatFailure.RateLimited("m", Optional.empty()),
            "429 requests rate_limit_exceeded -",
            "{retry-after=1, retry-after-ms=1000}"),
        row(
            new ChatFailure.QuotaExhausted("m", Optional.empty()),
            "429 insufficient_quota insufficient_quota -",
            "{retry-after=3600, retry-after-ms=3600000, x-should-retry=false}"),
        row(
            new ChatFailure.QuotaExhausted("m", Optional.of(Duration.ofHours(1))),
            "429 insufficient_quota insufficient_quota -",
            "{retry-after=3600, retry-after-ms=3600000, x-should-retry=false}"),
        row(
            new ChatFailure.Overloaded("m", Duration.ZERO),
            "503 server_error overloaded -",
            "{retry-after=1, retry-after-ms=1}"),
        row(
            new ChatFailure.Overloaded("m", Duration.ofNanos(1_000_001)),
            "503 server_error overloaded -",
            "{retry-after=1, retry-after-ms=2}"),
        row(new ChatFailure.Unreachable("m"), "502 server_error upstream_error -", "{}"),
        row(
            new ChatFailure.Unavailable("m", Optional.empty()),
            "502 server_error upstream_error -",
            "{retry-after=1, retry-after-ms=1000}"),
        row(
            new ChatFailure.Unavailable("m", Optional.of(Duration.ofMillis(2001))),
            "502 server_error upstream_error -",
            "{retry-after=3, retry-after-ms=2001}"),
        row(
            new ChatFailure.ProtocolBroken("m"),
            "502 server_error upstream_error -",
            "{x-should-retry=false}"),
        row(
            new ChatFailure.AccessRefused("m"),
            "502 server_error upstream_error -",
            "{x-should-retry=false}"),
        row(
            new ChatFailure.RunFailed("m"),
            "502 server_error upstream_error -",
            "{x-should-retry=false}"),
        row(
            new ChatFailure.OutcomeUnknown("m"),
            "502 server_error upstream_error -",
            "{x-should-retry=false}"),
        row(
            new ChatFailure.StoreUnavailable("m", Duration.ofSeconds(1)),
            "503 server_error store_unavailable -",
            "{retry-after=1, retry-after-ms=1000}"),
        row(new ChatFailure.RequestRejected("m"), "400 invalid_request_error - -", "{}"),
        row(new ChatFailure.RequestTooLarge("m"), "413 invalid_request_error - -", "{}"),
        row(
            new ChatFailure.InvalidAnswer("m"),
            "502 server_error upstream_error -",
            "{x-should-retry=false}"),
        row(new ChatFailure.AnswerRewritten(), "502 server_error upstream_error -", "{}"),
        row(
            new ChatFailure.TimedOut(Clock.CONNECT, SHORT),
            "504 server_error upstream_timeout -",
            "{}"),
        row(
            new ChatFailure.TimedOut(Clock.CALL, SHORT),
            "504 server_error upstream_timeout -",
            "{x-should-retry=false}"),
        row(
            new ChatFailure.TimedOut(Clock.FIRST_TOKEN, SHORT),
            "504 server_error upstream_timeout -",
            "{x-should-retry=false}"),
        row(
            new ChatFailure.TimedOut(Clock.TOTAL, SHORT),
            "504 server_error upstream_timeout -",
            "{x-should-retry=false}"),
        row(
            new ChatFailure.Draining(),
            "503 server_error overloaded -",
            "{connection=close, retry-after=1, retry-after-ms=1000}"),
        row(
            new ChatFailure.Cancelled(),
            "503 server_error overloaded -",
            "{connection=close, retry-after=1, retry-after-ms=1000}"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyFailureHasItsStatusTypeCodeAndHeaders(
      ChatFailure failure, String expected, String headers) {
    ApiError error = FailureErrors.of(failure, OpenAiErrorForm.DEFAULT);
    assertEquals(
        expected,
        "%d %s %s %s"
            .formatted(
                error.status(), error.type(), error.code().orElse("-"), error.param().orElse("-")));
    assertEquals(headers, new TreeMap<>(Map.copyOf(error.headers())).toString());
  }

  @Test
  void theTableHasEveryFailure() {
    Set<Class<?>> mapped =
        table().map(row -> row.get()[0].getClass()).collect(Collectors.toUnmodifiableSet());
    assertEquals(Set.copyOf(Arrays.asList(ChatFailure.class.getPermittedSubclasses())), mapped);
  }

  @Test
  void theMessageOfAFailureIsThatOfItsError() {
    assertEquals(
        "why",
        FailureErrors.of(new ChatFailure.RunFailed("why"), OpenAiErrorForm.DEFAULT).message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0       | 1 second",
        "1       | 1 second",
        "6001    | 7 seconds",
        "100000  | 100 seconds",
        "100001  | 2 minutes",
        "3600000 | 60 minutes",
        "6000001 | 2 hours",
      })
  void aLimitIsToldFirstToWhoSitsBeforeAChatWindow(long millis, String inWords) {
    Optional<Duration> time = Optional.of(Duration.ofMillis(millis));
    assertEquals(
        "LangFast's limit is reached; try again in " + inWords + ". LangFast answered 429.",
        message(new ChatFailure.RateLimited("LangFast answered 429.", time)));
    assertEquals(
        "LangFast's quota is used up; try again in " + inWords + ". LangFast answered 402.",
        message(new ChatFailure.QuotaExhausted("LangFast answered 402.", time)));
  }

  @Test
  void aQuotaOfWhichNoTimeIsKnownPromisesNone() {
    assertEquals(
        "LangFast's quota is used up; try again later. Fifty a day.",
        message(new ChatFailure.QuotaExhausted("Fifty a day.", Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource("table")
  void whoeverIsToComeAgainIsToldWhen(ChatFailure failure, String expected, String headers) {
    if (expected.startsWith("429") || expected.startsWith("503")) {
      assertTrue(headers.contains("retry-after="), expected);
    }
  }

  private static String message(ChatFailure failure) {
    return FailureErrors.of(failure, OpenAiErrorForm.DEFAULT).message();
  }

  @Test
  void aParameterHasTheDialectsName() {
    ErrorForm form = new OpenAiErrorForm(parameter -> "my." + parameter);
    ApiError error =
        FailureErrors.of(
            new ChatFailure.UnsupportedParameter("gpt", Parameter.REASONING_EFFORT), form);
    assertEquals(Optional.of("my.REASONING_EFFORT"), error.param());
    assertEquals("`gpt` does not support the parameter `my.REASONING_EFFORT`.", error.message());
  }

  @Test
  void theMessageOfAnUnsupportedValueListsTheSupportedOnes() {
    ChatFailure failure =
        new ChatFailure.UnsupportedValue(
            "gpt", Parameter.VERBOSITY, Optional.of("max"), List.of("low", "high"));
    assertEquals(
        "`gpt` does not support verbosity `max`. It supports: low, high.",
        FailureErrors.of(failure, OpenAiErrorForm.DEFAULT).message());
  }

  @Test
  void aMessageWithoutAValueNamesTheParameterAlone() {
    ChatFailure failure =
        new ChatFailure.UnsupportedValue("gpt", Parameter.TEMPERATURE, Optional.empty(), List.of());
    assertEquals(
        "`gpt` does not support `temperature`.",
        FailureErrors.of(failure, OpenAiErrorForm.DEFAULT).message());
  }
}
