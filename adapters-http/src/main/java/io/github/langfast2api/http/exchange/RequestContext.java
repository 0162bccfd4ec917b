package io.github.langfast2api.http.exchange;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.exchange.RequestObserver.Chat;
import io.github.langfast2api.http.exchange.RequestObserver.Observation;
import io.github.langfast2api.http.exchange.RequestObserver.Received;
import io.github.langfast2api.http.exchange.RequestObserver.Served;
import io.github.langfast2api.ports.keys.ApiClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The request that is being served, and what is known of it so far. For the thread that serves. */
public final class RequestContext {

  static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

  private static final Received UNKNOWN =
      new Received("a request", "", "", Optional.empty(), Optional.empty(), Optional.empty());

  private final Received received;
  private final Observation observation;
  private final long start = System.nanoTime();
  private Optional<ApiClient> client = Optional.empty();
  private Optional<Chat> chat = Optional.empty();
  private Optional<EndReason> end = Optional.empty();
  private long waited;

  RequestContext(Received received, RequestObserver observer) {
    this.received = received;
    this.observation = observer.begin(received);
  }

  /** The one that this thread serves; what is noted of any other is forgotten. */
  public static RequestContext current() {
    return CURRENT.isBound() ? CURRENT.get() : new RequestContext(UNKNOWN, RequestObserver.NONE);
  }

  public String id() {
    return received.id();
  }

  /** The request has shown the key of this client. */
  public void shownKeyOf(ApiClient owner) {
    client = Optional.of(owner);
  }

  /** Whose key the request has shown. */
  public Optional<ApiClient> client() {
    return client;
  }

  /** An answer is asked for. */
  public void asked(String name, String model, boolean stream) {
    chat = Optional.of(new Chat(name, model, stream, Optional.empty(), Optional.empty()));
  }

  /** The model has begun to speak. */
  public void firstText() {
    Duration time = sinceStart();
    chat =
        chat.map(
            c -> new Chat(c.asked(), c.model(), c.stream(), Optional.of(time), Optional.empty()));
  }

  /** The answer is whole. */
  public void cost(Optional<Usage> usage) {
    chat = chat.map(c -> new Chat(c.asked(), c.model(), c.stream(), c.firstText(), usage));
  }

  /** Something goes wrong; what goes wrong first is why the request ends. */
  void failed(EndReason reason) {
    end = end.or(() -> Optional.of(reason));
  }

  /** Asks something of the backend, which may take its time. */
  public <T> T waiting(Supplier<T> question) {
    long since = System.nanoTime();
    try {
      return question.get();
    } finally {
      waited += System.nanoTime() - since;
    }
  }

  /** What another thread does in this task is done for this request. */
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
