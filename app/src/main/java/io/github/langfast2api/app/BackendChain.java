package io.github.langfast2api.app;

import io.github.langfast2api.app.config.AnswerConfig;
import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.ports.admission.Admission;
import io.github.langfast2api.ports.admission.AdmissionBackend;
import io.github.langfast2api.ports.admission.DrainingBackend;
import io.github.langfast2api.ports.resilience.CircuitBreakerBackend;
import io.github.langfast2api.ports.resilience.DeadlineBackend;
import io.github.langfast2api.ports.resilience.RetryBackend;
import io.github.langfast2api.ports.resilience.RetryPolicy;
import io.github.langfast2api.ports.stop.StopSequenceBackend;
import io.github.langfast2api.ports.usage.CountingBackend;
import io.github.langfast2api.ports.usage.Tokenizer;
import java.time.Duration;
import java.util.function.Function;

/**
 * An upstream backend with its decorators, each of which wraps the next. From the outside:
 *
 * <ol>
 *   <li>counting tokens, which sees the answer that the client gets;
 *   <li>stop sequences;
 *   <li>draining, which sees every answer there is;
 *   <li>admission, so that waiting for it is not part of the deadlines;
 *   <li>deadlines, which all attempts at an answer share;
 *   <li>the circuit breaker, to which a request with its retries is one;
 *   <li>retries.
 * </ol>
 *
 * @param outermost the backend for the API
 * @param draining the decorator to stop the gateway with
 * @param circuitBreaker the decorator that knows whether the upstream fails
 */
record BackendChain(
    ChatBackend outermost, DrainingBackend draining, CircuitBreakerBackend circuitBreaker) {

  /** The failures in a row after which the circuit opens. */
  private static final int CIRCUIT_FAILURE_THRESHOLD = 5;

  private static final int MAX_WAITING_REQUESTS = 100;
  private static final Duration ADMISSION_TIMEOUT = Duration.ofSeconds(5);

  /** Puts the decorators around an upstream. */
  static BackendChain of(
      ChatBackend upstream, AnswerConfig config, Function<String, Tokenizer> tokenizers) {
    Admission admission =
        new Admission(config.maxAnswers(), MAX_WAITING_REQUESTS, ADMISSION_TIMEOUT);
    var retrying = new RetryBackend(upstream, RetryPolicy.DEFAULT);
    var circuitBreaker = new CircuitBreakerBackend(retrying, CIRCUIT_FAILURE_THRESHOLD);
    var deadlines = new DeadlineBackend(circuitBreaker, config.deadlines());
    var draining = new DrainingBackend(new AdmissionBackend(deadlines, admission));
    var counting = new CountingBackend(new StopSequenceBackend(draining), tokenizers);
    return new BackendChain(counting, draining, circuitBreaker);
  }
}
