package io.github.langfast2api.ports.resilience;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.ports.health.ReadinessProbe;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A circuit breaker around a backend: after several failures in a row to open an answer it refuses
 * requests at once with {@link ChatFailure.Unavailable}, for a second and longer each time, and
 * then permits one probe. Blocks as long as the backend's own calls do.
 */
public final class CircuitBreakerBackend implements ChatBackend, ReadinessProbe {

  private final ChatBackend backend;
  private final Circuit circuit;

  /**
   * A closed circuit.
   *
   * @param threshold how many failures in a row open it
   */
  public CircuitBreakerBackend(ChatBackend backend, int threshold) {
    this(backend, threshold, System::nanoTime);
  }

  CircuitBreakerBackend(ChatBackend backend, int threshold, LongSupplier nanoTime) {
    this.backend = backend;
    this.circuit = new Circuit(threshold, nanoTime);
  }

  @Override
  public ChatStream open(ChatRequest request) {
    boolean probe = circuit.acquire();
    boolean recorded = false;
    try {
      ChatStream stream = backend.open(request);
      recorded = true;
      circuit.onSuccess(probe);
      return stream;
    } catch (ChatException e) {
      recorded = true;
      record(probe, e.failure());
      throw e;
    } finally {
      if (!recorded) {
        circuit.release(probe);
      }
    }
  }

  @Override
  public Optional<String> notReadyReason() {
    return circuit.notReadyReason();
  }

  /** What the circuit is now. Does not block. */
  public CircuitState state() {
    return circuit.state();
  }

  /**
   * Records a failure to open. A refusal shows that the backend works; a cancelled request, or one
   * that the gateway itself refused, shows nothing.
   */
  private void record(boolean probe, ChatFailure failure) {
    switch (failure) {
      case ChatFailure.Unreachable f -> circuit.onFailure(probe, f.message());
      case ChatFailure.OutcomeUnknown f -> circuit.onFailure(probe, f.message());
      case ChatFailure.Unavailable f -> circuit.onFailure(probe, f.message());
      case ChatFailure.TimedOut f -> circuit.onFailure(probe, f.message());
      case ChatFailure.ProtocolBroken f -> circuit.onFailure(probe, f.message());
      case ChatFailure.AccessRefused f -> circuit.onFailure(probe, f.message());
      case ChatFailure.Cancelled _ -> circuit.release(probe);
      case ChatFailure.Overloaded _ -> circuit.release(probe);
      case ChatFailure.Draining _ -> circuit.release(probe);
      case ChatFailure.UnknownModel _ -> circuit.onSuccess(probe);
      case ChatFailure.UnsupportedParameter _ -> circuit.onSuccess(probe);
      case ChatFailure.UnsupportedValue _ -> circuit.onSuccess(probe);
      case ChatFailure.ContextTooLong _ -> circuit.onSuccess(probe);
      case ChatFailure.RequestRejected _ -> circuit.onSuccess(probe);
      case ChatFailure.RequestTooLarge _ -> circuit.onSuccess(probe);
      case ChatFailure.RateLimited _ -> circuit.onSuccess(probe);
      case ChatFailure.QuotaExhausted _ -> circuit.onSuccess(probe);
      case ChatFailure.RunFailed _ -> circuit.onSuccess(probe);
      case ChatFailure.InvalidAnswer _ -> circuit.onSuccess(probe);
      case ChatFailure.AnswerRewritten _ -> circuit.onSuccess(probe);
      case ChatFailure.StoreUnavailable _ -> circuit.release(probe);
    }
  }
}
