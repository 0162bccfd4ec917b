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
 * A backend that is left alone while it is down: after several requests in a row that it could not
 * take on, further ones are refused at once, and one now and then is let through to see whether it
 * is back.
 */
public final class CircuitBreakerBackend implements ChatBackend, ReadinessProbe {

  private final ChatBackend backend;
  private final Circuit circuit;

  /**
   * @param threshold how many requests in a row must fail
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
    boolean probe = circuit.enter();
    boolean settled = false;
    try {
      ChatStream stream = backend.open(request);
      settled = true;
      circuit.succeeded(probe);
      return stream;
    } catch (ChatException e) {
      settled = true;
      settle(probe, e.failure());
      throw e;
    } finally {
      if (!settled) {
        circuit.left(probe);
      }
    }
  }

  @Override
  public Optional<String> notReadyReason() {
    return circuit.notReadyReason();
  }

  /** A refusal shows that the backend is there; who was cancelled saw nothing. */
  private void settle(boolean probe, ChatFailure failure) {
    switch (failure) {
      case ChatFailure.Unreachable f -> circuit.failed(probe, f.message());
      case ChatFailure.Unavailable f -> circuit.failed(probe, f.message());
      case ChatFailure.TimedOut f -> circuit.failed(probe, f.message());
      case ChatFailure.ProtocolBroken f -> circuit.failed(probe, f.message());
      case ChatFailure.AccessRefused f -> circuit.failed(probe, f.message());
      case ChatFailure.Cancelled f -> circuit.left(probe);
      case ChatFailure.Overloaded f -> circuit.left(probe);
      case ChatFailure.Draining f -> circuit.left(probe);
      case ChatFailure.UnknownModel f -> circuit.succeeded(probe);
      case ChatFailure.UnsupportedParameter f -> circuit.succeeded(probe);
      case ChatFailure.UnsupportedValue f -> circuit.succeeded(probe);
      case ChatFailure.ContextTooLong f -> circuit.succeeded(probe);
      case ChatFailure.RateLimited f -> circuit.succeeded(probe);
      case ChatFailure.QuotaExhausted f -> circuit.succeeded(probe);
      case ChatFailure.RunFailed f -> circuit.succeeded(probe);
      case ChatFailure.InvalidAnswer f -> circuit.succeeded(probe);
      case ChatFailure.AnswerRewritten f -> circuit.succeeded(probe);
    }
  }
}
