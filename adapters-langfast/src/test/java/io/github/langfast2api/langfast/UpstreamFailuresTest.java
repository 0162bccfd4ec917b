package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamFailuresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'error':'messages[0]: What does a day cost, daily, without billing?'} |"
            + " RequestRejected",
        "400 | {'error':'Invalid value: Explain rate limits and quota exceeded to me'} |"
            + " RequestRejected",
        "400 | {'error':'messages[0]: what is a context window'} | RequestRejected",
        "400 | {'code':'insufficient_quota','message':'no'} | QuotaExhausted",
        "400 | {'error':{'code':'context_length_exceeded','message':'no'}} | ContextTooLong",
        "400 | {'error':'exceeds the maximum context length'} | ContextTooLong",
        "422 | {'error':'bad messages'} | RequestRejected",
        "413 | {'error':'Payload too large'} | RequestTooLarge",
        "413 | '<html>' | RequestTooLarge",
        "500 | {'error':'internal error'} | RunFailed",
        "502 | '<html>' | OutcomeUnknown",
        "503 | '<html>' | Unavailable",
        "504 | '<html>' | OutcomeUnknown",
        "413 | {'error':'prompt is too long: 210000 tokens'} | ContextTooLong",
        "403 | {'error':'Daily limit of 50 requests reached'} | QuotaExhausted",
        "403 | {'error':'Forbidden'} | AccessRefused",
        "429 | {'error_code':'over_request_rate_limit','msg':'no more today'} | RateLimited",
        "429 | {'error':'50 a day are all there is'} | QuotaExhausted",
        "429 | '' | RateLimited"
      })
  void aRefusalIsNamedByItsCodeAndByWordsWhereItsStatusAllows(
      int status, String body, String kind) {
    HttpRefusedException refused =
        new HttpRefusedException(status, Optional.empty(), body.replace('\'', '"'));
    assertEquals(kind, kind(UpstreamFailures.ofRunStart(refused)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'You exceeded your current quota, please check your plan and billing' | QuotaExhausted",
        "{'code':'rate_limit_exceeded','message':'no'} | RateLimited",
        "'Rate limit reached for requests' | RateLimited",
        "{'type':'insufficient_quota','message':'no'} | QuotaExhausted",
        "'The tool that tells the day of billing failed' | RunFailed",
        "'the model broke off' | RunFailed"
      })
  void aRunsErrorIsNamedLikewise(String error, String kind) {
    UpstreamError read = UpstreamError.of(error.replace('\'', '"'));
    assertEquals(kind, kind(UpstreamFailures.ofRun(Optional.of(read))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'model overloaded' | model overloaded",
        "{'message':'model overloaded'} | model overloaded",
        "{'error':{'message':'model overloaded','code':500}} | model overloaded",
        "{'code':'model_overloaded'} | LangFast gave the run up: model_overloaded.",
        "{} | LangFast gave the run up without a reason.",
        "{'message':''} | LangFast gave the run up without a reason.",
        "{'secret':'a b c'} | LangFast gave the run up without a reason.",
        "<html>secret</html> | LangFast gave the run up without a reason."
      })
  void ofARunsErrorItsMessageIsTold(String error, String message) {
    UpstreamError read = UpstreamError.of(error.replace('\'', '"'));
    assertEquals(message, UpstreamFailures.ofRun(Optional.of(read)).message());
  }

  @Test
  void aRunsErrorThatIsTheRequestIsClassifiedAndNotTold() {
    Redaction redaction = Redaction.of(List.of("Rate limit reached for requests"));
    UpstreamError read = UpstreamError.of("\"Rate limit reached for requests\"");
    assertEquals(
        new ChatFailure.RateLimited(
            "LangFast gave the run up for a reason that quotes the request.", Optional.empty()),
        UpstreamFailures.ofRun(Optional.of(read.redacted(redaction))));
  }

  private static String kind(ChatFailure failure) {
    return failure.getClass().getSimpleName();
  }
}
