package io.github.langfast2api.http.exchange;

import io.github.langfast2api.domain.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * An observer of every request that reaches the routes, for metrics, logs and traces. Its methods
 * are called on the threads that serve the requests, by many at a time, and must neither block nor
 * throw. Requests that are not valid HTTP reach no route and are not observed.
 */
@FunctionalInterface
public interface RequestObserver {

  /** An observer that does nothing. */
  RequestObserver NONE = received -> served -> {};

  /** Called when a request begins, before its key is checked and its body is read. */
  Observation begin(Received received);

  /** The observation of one request. */
  @FunctionalInterface
  interface Observation {

    /**
     * Called at most once, when a valid request for an answer has been read and nobody was asked
     * yet.
     *
     * @param client the name of the client whose API key it has
     * @param model the id of the model
     */
    default void answering(Optional<String> client, String model) {}

    /** Called once, when the request has been answered or its client has disconnected. */
    void end(Served served);

    /** Wraps a task for another thread, so that what it does belongs to this request's trace. */
    default Runnable carried(Runnable task) {
      return task;
    }
  }

  /**
   * A request before its body is read.
   *
   * @param id unique; {@code x-request-id} of the response
   * @param method of HTTP
   * @param path without the query, not decoded
   * @param answer whether a model is to answer: the path is a dialect's
   * @param clientId {@code x-client-request-id}; not trusted, and truncated to 512 characters
   * @param traceParent the header of W3C Trace Context, not validated, truncated likewise
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
   * A request that has ended.
   *
   * @param received the request as it began
   * @param client the name of the client whose API key it had
   * @param chat empty unless it was a valid request for the answer of a known model
   * @param status of the response; 499 if the client disconnected before it was sent
   * @param end why it ended
   * @param failure the name of the failure that it ended by, as the log has it
   * @param duration from its beginning to its end
   * @param waited the part of the duration that was spent waiting for the backend
   * @param bytes the length of the response's body
   */
  record Served(
      Received received,
      Optional<String> client,
      Optional<Chat> chat,
      int status,
      EndReason end,
      Optional<String> failure,
      Duration duration,
      Duration waited,
      long bytes) {}

  /**
   * The answer of a model.
   *
   * @param asked the name of the model in the request, which may be an alias
   * @param model the id of the model
   * @param stream whether the answer was streamed
   * @param firstText the time from the request's beginning to the first text; empty if none came
   * @param usage in tokens, of all choices together; empty if the answer is not complete
   */
  record Chat(
      String asked,
      String model,
      boolean stream,
      Optional<Duration> firstText,
      Optional<Usage> usage) {}
}
