package io.github.langfast2api.app;

import io.github.langfast2api.app.config.AnswerConfig;
import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.langfast.emulation.EmulatingBackend;
import io.github.langfast2api.langfast.emulation.EmulationSettings;
import io.github.langfast2api.ports.admission.Admission;
import io.github.langfast2api.ports.admission.AdmissionBackend;
import io.github.langfast2api.ports.admission.DrainingBackend;
import io.github.langfast2api.ports.resilience.CircuitBreakerBackend;
import io.github.langfast2api.ports.resilience.DeadlineBackend;
import io.github.langfast2api.ports.resilience.RetryBackend;
import io.github.langfast2api.ports.resilience.RetryPolicy;
import io.github.langfast2api.ports.stop.StopSequenceBackend;
import io.github.langfast2api.ports.usage.CountingBackend;
import io.github.langfast2api.ports.usage.PromptCounter;
import io.github.langfast2api.ports.usage.Tokenizer;
import java.time.Duration;
import java.util.function.Function;

/**
 * An upstream backend with its decorators, each of which wraps the next. From the outside:
 *
 * <ol>
 *   <li>stop sequences, which are looked for in what the client gets;
 *   <li>draining, which sees every answer there is;
 *   <li>admission, so that waiting for it is not part of the deadlines;
 *   <li>the emulation of tools and JSON output, which may ask twice in one place;
 *   <li>counting tokens, which sees what is sent and written, instructions and calls included;
 *   <li>deadlines, which all attempts at a run share, and to which a call that is being written is
 *       no silence;
 *   <li>the circuit breaker, to which a run with its retries is one;
 *   <li>retries.
 * </ol>
 *
 * @param outermost the backend for the API
 * @param draining the decorator to stop the gateway with
 * @param admission the decorator that lets requests wait for others
 * @param circuitBreaker the decorator that knows whether the upstream fails
 * @param prompts counts what the upstream would be sent
 */
record BackendChain(
    ChatBackend outermost,
    DrainingBackend draining,
    AdmissionBackend admission,
    CircuitBreakerBackend circuitBreaker,
    PromptCounter prompts) {

  /** The failures in a row after which the circuit opens. */
  private static final int CIRCUIT_FAILURE_THRESHOLD = 5;

  private static final int MAX_WAITING_REQUESTS = 100;
  private static final Duration ADMISSION_TIMEOUT = Duration.ofSeconds(5);

  /** Puts the decorators around an upstream. */
  static BackendChain of(
      ChatBackend upstream,
      AnswerConfig config,
      Function<String, Tokenizer> tokenizers,
      EmulationSettings emulation) {
    Admission admission =
        new Admission(config.maxAnswers(), MAX_WAITING_REQUESTS, ADMISSION_TIMEOUT);
    var retrying = new RetryBackend(upstream, RetryPolicy.DEFAULT);
    var circuitBreaker = new CircuitBreakerBackend(retrying, CIRCUIT_FAILURE_THRESHOLD);
    var deadlines = new DeadlineBackend(circuitBreaker, config.deadlines());
    var counting = new CountingBackend(deadlines, tokenizers);
    var emulating = new EmulatingBackend(counting, emulation);
    var admitting = new AdmissionBackend(emulating, admission);
    var draining = new DrainingBackend(admitting);
    var stopping = new StopSequenceBackend(draining);
    return new BackendChain(
        stopping,
        draining,
        admitting,
        circuitBreaker,
        request -> counting.count(emulating.rendered(request)));
  }
}
