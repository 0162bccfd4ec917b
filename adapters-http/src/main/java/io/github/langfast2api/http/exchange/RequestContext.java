package io.github.langfast2api.http.exchange;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.exchange.RequestObserver.Chat;
import io.github.langfast2api.http.exchange.RequestObserver.Observation;
import io.github.langfast2api.http.exchange.RequestObserver.Received;
import io.github.langfast2api.http.exchange.RequestObserver.Served;
import io.github.langfast2api.ports.keys.ApiClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The request that is being served, and what is known of it so far. For its thread alone. */
public final class RequestContext {

  static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

  private final Received received;
  private final ErrorForm errorForm;
  private final Observation observation;
  private final long start = System.nanoTime();
  private Optional<ApiClient> client = Optional.empty();
  private Optional<Chat> chat = Optional.empty();
  private Optional<EndReason> end = Optional.empty();
  private long waited;

  RequestContext(Received received, ErrorForm errorForm, RequestObserver observer) {
    this.received = received;
    this.errorForm = errorForm;
    this.observation = observer.begin(received);
  }

  /**
   * The context of the request that this thread serves.
   *
   * @throws java.util.NoSuchElementException if it serves none: what is noted would be lost
   */
  public static RequestContext current() {
    return CURRENT.get();
  }

  /** The request's name in the answer, the log and the trace. */
  public String id() {
    return received.id();
  }

  /** The form of the errors of the API that was asked for. */
  public ErrorForm errorForm() {
    return errorForm;
  }

  /** Notes whose key the request has. */
  public void authenticated(ApiClient owner) {
    client = Optional.of(owner);
  }

  /** Whose key the request has; empty where no keys are asked for. */
  public Optional<ApiClient> client() {
    return client;
  }

  /** Notes which model is to answer, and how. */
  public void asked(String name, String model, boolean stream) {
    chat = Optional.of(new Chat(name, model, stream, Optional.empty(), Optional.empty()));
  }

  /** Notes the time to the first text. */
  public void firstText() {
    Duration time = sinceStart();
    chat =
        chat.map(
            c -> new Chat(c.asked(), c.model(), c.stream(), Optional.of(time), Optional.empty()));
  }

  /** Notes the token usage of a whole answer. */
  public void used(Optional<Usage> usage) {
    chat = chat.map(c -> new Chat(c.asked(), c.model(), c.stream(), c.firstText(), usage));
  }

  /** Notes why the request ends; the first reason stays. */
  public void failed(EndReason reason) {
    end = end.or(() -> Optional.of(reason));
  }

  /** Waits for the backend, which is counted apart from what the gateway itself takes. */
  public <T> T waiting(Supplier<T> question) {
    long since = System.nanoTime();
    try {
      return question.get();
    } finally {
      waited += System.nanoTime() - since;
    }
  }

  /** The task in a form that another thread can run for this request, its trace included. */
  public Runnable carried(Runnable task) {
    return observation.carried(task);
  }

  void end(int status, long bytes) {
    observation.end(
        new Served(
            received,
            client.map(ApiClient::name),
            chat,
            status,
            end.orElse(EndReason.DONE),
            sinceStart(),
            Duration.ofNanos(waited),
            bytes));
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
