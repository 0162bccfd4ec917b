package io.github.langfast2api.http.answer;

import static java.lang.System.Logger.Level.DEBUG;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.connection.DisconnectDetector;
import io.github.langfast2api.http.exchange.ApiErrorHandler;
import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.keys.RateLimitGuard;
import io.github.langfast2api.http.keys.RateLimitGuard.AdmittedRequest;
import io.github.langfast2api.http.request.RequestBody;
import io.github.langfast2api.ports.catalog.FittedRequest;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Answers requests of any {@link Dialect}: admits them by their key's limits, reads them, fits them
 * to their model, opens the backend, and passes on what it says, whole or as events. A client that
 * leaves ends its answer wherever that is.
 */
public final class AnswerHandler implements Handler {

  private static final System.Logger LOG = System.getLogger(AnswerHandler.class.getName());
  private static final HeaderName DROPPED = HeaderNames.create("x-dropped-parameters");

  private final Dialect dialect;
  private final RequestFit fit;
  private final ChatBackend backend;
  private final RateLimitGuard limits;
  private final Duration keepAliveInterval;

  /**
   * A handler for one API.
   *
   * @param keepAliveInterval how long a stream may be silent
   */
  public AnswerHandler(
      Dialect dialect,
      RequestFit fit,
      ChatBackend backend,
      RateLimitGuard limits,
      Duration keepAliveInterval) {
    this.dialect = dialect;
    this.fit = fit;
    this.backend = backend;
    this.limits = limits;
    this.keepAliveInterval = keepAliveInterval;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try (AdmittedRequest admitted = limits.admit(response)) {
      Prepared prepared = prepared(request, admitted);
      note(prepared, response);
      if (prepared.call.stream()) {
        stream(prepared, response);
      } else {
        HttpReplies.json(request, response, whole(prepared));
      }
    }
  }

  /** A call, and its request in the form that its model takes. */
  private record Prepared(AnswerCall call, FittedRequest fitted) {

    ChatRequest request() {
      return fitted.request();
    }
  }

  /** What is refused here was never run, and costs its client nothing. */
  private Prepared prepared(ServerRequest request, AdmittedRequest admitted) {
    try {
      AnswerCall call = dialect.read(RequestBody.read(request));
      FittedRequest fitted = fit.fit(call);
      admitted.count(call.choices());
      return new Prepared(call, fitted);
    } catch (RuntimeException e) {
      admitted.refund();
      throw e;
    }
  }

  private void note(Prepared prepared, ServerResponse response) {
    if (!prepared.fitted.dropped().isEmpty()) {
      response.header(
          DROPPED, String.join(", ", prepared.fitted.dropped().stream().map(this::name).toList()));
    }
    RequestContext.current()
        .asked(prepared.call.request().model(), prepared.request().model(), prepared.call.stream());
  }

  private String name(Parameter parameter) {
    return dialect.errors().name(parameter);
  }

  /** Sends nothing before the watch is over, so that the connection can be used on. */
  private byte[] whole(Prepared prepared) {
    RequestContext context = RequestContext.current();
    DisconnectDetector client = DisconnectDetector.open();
    try (client;
        ObservedChoices choices =
            choices(
                prepared, () -> context.waiting(() -> backend.open(prepared.request())), context)) {
      return Json.bytes(WholeAnswer.read(choices, prepared.call));
    } catch (RuntimeException e) {
      throw unlessClientLeft(client, e);
    }
  }

  private void stream(Prepared prepared, ServerResponse response) {
    RequestContext context = RequestContext.current();
    SseWriter events = new SseWriter(response, keepAliveInterval);
    StreamForm form = prepared.call.streamed(events);
    DisconnectDetector client = DisconnectDetector.open();
    try (client;
        ObservedChoices choices =
            choices(
                prepared,
                () -> new OpeningStream(backend, prepared.request(), context::carried),
                context)) {
      new StreamedAnswer(events, choices, form).send();
    } catch (RuntimeException e) {
      RuntimeException failure = unlessClientLeft(client, e);
      if (!events.isOpen()) {
        throw failure;
      }
      form.fail(ApiErrorHandler.noted(failure));
    }
  }

  /**
   * The choices of an answer, being opened.
   *
   * @param one opens the stream of an answer with one choice
   */
  private ObservedChoices choices(
      Prepared prepared, Supplier<ChatStream> one, RequestContext context) {
    int count = prepared.call.choices();
    return new ObservedChoices(
        count == 1
            ? new SingleChoice(one.get())
            : new ParallelChoices(backend, prepared.request(), count, context::carried),
        context);
  }

  /**
   * What is to be told, if there is anybody left to tell.
   *
   * @throws CloseConnectionException if there is not
   */
  private static RuntimeException unlessClientLeft(DisconnectDetector client, RuntimeException e) {
    if (client.clientLeft() || e instanceof CloseConnectionException) {
      LOG.log(DEBUG, "{0} is given up: its client left", RequestContext.current().id());
      throw new CloseConnectionException("the client left", e);
    }
    // A server that stops interrupts its threads, and nothing can be sent while that shows.
    boolean unused = Thread.interrupted();
    return e;
  }
}
