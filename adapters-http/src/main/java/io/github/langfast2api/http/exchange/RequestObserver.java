package io.github.langfast2api.http.exchange;

import io.github.langfast2api.domain.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * Is told of every request that reaches the routes. It is called on the thread that serves the
 * request, and must be quick and throw nothing.
 */
@FunctionalInterface
public interface RequestObserver {

  /** Takes no notice. */
  RequestObserver NONE = received -> served -> {};

  /** A request begins. */
  Observation begin(Received received);

  /** The rest of what is observed of one request. */
  @FunctionalInterface
  interface Observation {

    /** The request is over. Called once. */
    void end(Served served);

    /** The task, in such a form that what it does on another thread is done for this request. */
    default Runnable carried(Runnable task) {
      return task;
    }
  }

  /**
   * What a request shows before it is read.
   *
   * @param id the name by which the answer, the log and the trace know it
   * @param answer whether its path is one at which models answer
   * @param clientId the name that its client gave it
   * @param traceParent of W3C's Trace Context, as it came
   * @param traceState likewise
   */
  record Received(
      String id,
      String method,
      String path,
      boolean answer,
      Optional<String> clientId,
      Optional<String> traceParent,
      Optional<String> traceState) {}

  /**
   * What became of a request.
   *
   * @param client the name of the key that it showed
   * @param chat empty unless an answer was asked for, of a model that there is
   * @param status of HTTP; 499 if the client left before there was one
   * @param duration from its beginning to its end
   * @param waited how much of that was spent waiting for the backend
   * @param bytes of the answer's body
   */
  record Served(
      Received received,
      Optional<String> client,
      Optional<Chat> chat,
      int status,
      EndReason end,
      Duration duration,
      Duration waited,
      long bytes) {}

  /**
   * An answer that was asked for.
   *
   * @param asked the model, as the client named it
   * @param model the model's own id
   * @param firstText from the request's beginning to the first text of the model
   * @param usage what it cost, if it was whole
   */
  record Chat(
      String asked,
      String model,
      boolean stream,
      Optional<Duration> firstText,
      Optional<Usage> usage) {}
}
