package io.github.langfast2api.http.exchange;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.exchange.RequestObserver.Chat;
import io.github.langfast2api.http.exchange.RequestObserver.Observation;
import io.github.langfast2api.http.exchange.RequestObserver.Received;
import io.github.langfast2api.http.exchange.RequestObserver.Served;
import io.github.langfast2api.ports.keys.ApiClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The context of the request in progress: its id, its dialect's error form, its client, and what
 * the {@link RequestObserver} is told when it ends. It is bound to the thread that serves the
 * request and is for that thread alone.
 */
public final class RequestContext {

  static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

  /** The owner of what is stored where no key is asked for. */
  private static final String ANYBODY = "anybody";

  private final Received received;
  private final ErrorForm errorForm;
  private final Observation observation;
  private final long startNanos = System.nanoTime();
  private Optional<ApiClient> client = Optional.empty();
  private String owner = ANYBODY;
  private Optional<Chat> chat = Optional.empty();
  private Optional<EndReason> end = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private long backendWaitNanos;

  RequestContext(Received received, ErrorForm errorForm, RequestObserver observer) {
    this.received = received;
    this.errorForm = errorForm;
    this.observation = observer.begin(received);
  }

  /**
   * The context of the request that this thread serves.
   *
   * @throws java.util.NoSuchElementException if it serves none
   */
  public static RequestContext current() {
    return CURRENT.get();
  }

  /** The id of the request: {@code x-request-id} in the response, the log and the trace. */
  public String id() {
    return received.id();
  }

  /** The error form of the dialect that the request uses. */
  public ErrorForm errorForm() {
    return errorForm;
  }

  /**
   * Notes the client whose API key the request has.
   *
   * @param keyDigest what stands for the key, which owns what the request stores
   */
  public void noteClient(ApiClient authenticated, String keyDigest) {
    client = Optional.of(authenticated);
    owner = keyDigest;
  }

  /**
   * Who owns what the request stores, and so may see it: the key and not its client's name, which
   * can be given to another key.
   */
  public String owner() {
    return owner;
  }

  /** The client whose API key the request has; empty if none is required. */
  public Optional<ApiClient> client() {
    return client;
  }

  /**
   * Notes the model that is to answer.
   *
   * @param name as the client gave it, which may be an alias
   * @param id of the model
   * @param stream whether the answer is streamed
   */
  public void noteModel(String name, String id, boolean stream) {
    chat = Optional.of(new Chat(name, id, stream, Optional.empty(), Optional.empty()));
    observation.answering(client.map(ApiClient::name), id);
  }

  /** Notes that the answer begins now, for the time to first token. */
  public void noteFirstText() {
    Duration time = sinceStart();
    chat =
        chat.map(
            c -> new Chat(c.asked(), c.model(), c.stream(), Optional.of(time), Optional.empty()));
  }

  /** Notes the token usage of the complete answer, empty if it is unknown. */
  public void noteUsage(Optional<Usage> usage) {
    chat = chat.map(c -> new Chat(c.asked(), c.model(), c.stream(), c.firstText(), usage));
  }

  /**
   * Notes that all of the answer was sent. A client may disconnect then without reading to the end
   * of the body, as codex does after a response's last event.
   */
  public void noteAnswered() {
    noteEnd(EndReason.DONE);
  }

  /** Whether all of the answer was sent, as far as was noted. */
  boolean isAnswered() {
    return end.equals(Optional.of(EndReason.DONE));
  }

  /** Notes why the request ends. The first reason is kept. */
  void noteEnd(EndReason reason) {
    end = end.or(() -> Optional.of(reason));
  }

  /** Notes the failure by which the request ends, unless it has a reason to end already. */
  void noteFailure(Throwable thrown, ApiError error) {
    if (end.isEmpty()) {
      failure = FailureLog.name(thrown);
    }
    noteEnd(EndReason.of(thrown, error));
  }

  /**
   * Makes a call that waits for the backend, and adds its time to the backend's share of the
   * request's duration.
   */
  public <T> T awaitBackend(Supplier<T> call) {
    long since = System.nanoTime();
    try {
      return call.get();
    } finally {
      backendWaitNanos += System.nanoTime() - since;
    }
  }

  /**
   * Wraps a task for another thread, so that what it does belongs to this request's trace. The
   * context itself is not bound there.
   */
  public Runnable wrap(Runnable task) {
    return observation.carried(task);
  }

  /** Ends the request and tells the observer. Called once. */
  void end(int status, long bytes) {
    observation.end(
        new Served(
            received,
            client.map(ApiClient::name),
            chat,
            status,
            end.orElse(EndReason.DONE),
            failure,
            sinceStart(),
            Duration.ofNanos(backendWaitNanos),
            bytes));
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
