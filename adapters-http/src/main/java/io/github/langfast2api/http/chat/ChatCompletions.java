package io.github.langfast2api.http.chat;

import static java.lang.System.Logger.Level.DEBUG;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.http.HttpSettings;
import io.github.langfast2api.http.answer.AnswerHead;
import io.github.langfast2api.http.answer.ObservedChoices;
import io.github.langfast2api.http.answer.OpeningStream;
import io.github.langfast2api.http.answer.ParallelChoices;
import io.github.langfast2api.http.answer.SingleChoice;
import io.github.langfast2api.http.answer.SseWriter;
import io.github.langfast2api.http.answer.StreamedAnswer;
import io.github.langfast2api.http.answer.WholeAnswer;
import io.github.langfast2api.http.connection.DisconnectDetector;
import io.github.langfast2api.http.exchange.ApiErrorHandler;
import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.keys.RateLimitGuard;
import io.github.langfast2api.http.request.RequestBody;
import io.github.langfast2api.ports.catalog.FittedRequest;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.catalog.ModelFit;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Supplier;

/** {@code POST /v1/chat/completions}. */
public final class ChatCompletions implements Handler {

  private static final System.Logger LOG = System.getLogger(ChatCompletions.class.getName());
  private static final HeaderName DROPPED = HeaderNames.create("x-dropped-parameters");

  private final ChatCallReader calls = new ChatCallReader();
  private final ModelCatalog catalog;
  private final ChatBackend backend;
  private final HttpSettings settings;
  private final RateLimitGuard limits = new RateLimitGuard(System::nanoTime);

  public ChatCompletions(ModelCatalog catalog, ChatBackend backend, HttpSettings settings) {
    this.catalog = catalog;
    this.backend = backend;
    this.settings = settings;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    ChatCall call = calls.read(RequestBody.read(request));
    Runnable leave =
        RequestContext.current()
            .client()
            .map(client -> limits.enter(client, call.n(), response))
            .orElse(() -> {});
    try {
      answer(call, request, response);
    } finally {
      leave.run();
    }
  }

  private void answer(ChatCall call, ServerRequest request, ServerResponse response) {
    FittedRequest fitted = fit(call.request());
    if (!fitted.dropped().isEmpty()) {
      response.header(DROPPED, String.join(", ", fitted.dropped()));
    }
    RequestContext exchange = RequestContext.current();
    exchange.asked(call.request().model(), fitted.request().model(), call.stream());
    AnswerHead head = AnswerHead.of(call.request().model());
    if (call.stream()) {
      stream(fitted.request(), call, response, head);
    } else {
      HttpReplies.json(request, response, whole(fitted.request(), call, head));
    }
  }

  private FittedRequest fit(ChatRequest request) {
    FittedRequest fitted = new ModelFit(catalog.require(request.model())).fit(request);
    if (settings.strict() && !fitted.dropped().isEmpty()) {
      String first = fitted.dropped().getFirst();
      throw new ChatException(
          new ChatFailure.UnsupportedValue(
              first, "`" + request.model() + "` does not support `" + first + "`."));
    }
    return fitted;
  }

  /** Sends nothing before the watch is over, so that the connection can be used on. */
  private byte[] whole(ChatRequest request, ChatCall call, AnswerHead head) {
    DisconnectDetector watch = DisconnectDetector.open();
    try (watch;
        ObservedChoices choices =
            choices(
                request,
                call.n(),
                () -> RequestContext.current().waiting(() -> backend.open(request)))) {
      return Json.bytes(WholeAnswer.read(choices, head));
    } catch (RuntimeException e) {
      throw unlessClientLeft(watch, e);
    }
  }

  /**
   * @param one opens the stream of an answer with one choice
   */
  private ObservedChoices choices(ChatRequest request, int n, Supplier<ChatStream> one) {
    return new ObservedChoices(
        n == 1 ? new SingleChoice(one.get()) : new ParallelChoices(backend, request, n),
        RequestContext.current());
  }

  private void stream(
      ChatRequest request, ChatCall call, ServerResponse response, AnswerHead head) {
    SseWriter events = new SseWriter(response, settings.keepAliveInterval());
    DisconnectDetector watch = DisconnectDetector.open();
    try (watch;
        ObservedChoices choices =
            choices(request, call.n(), () -> new OpeningStream(backend, request))) {
      new StreamedAnswer(events, choices, head, call.usage()).send();
    } catch (RuntimeException e) {
      RuntimeException failure = unlessClientLeft(watch, e);
      if (!events.isOpen()) {
        throw failure;
      }
      events.error(ApiErrorHandler.told(failure));
    }
  }

  /**
   * What is to be told, if there is anybody left to tell.
   *
   * @throws CloseConnectionException if there is not
   */
  private static RuntimeException unlessClientLeft(DisconnectDetector watch, RuntimeException e) {
    if (watch.clientLeft() || e instanceof CloseConnectionException) {
      LOG.log(DEBUG, "{0} is given up: its client left", RequestContext.current().id());
      throw new CloseConnectionException("the client left", e);
    }
    // A server that stops interrupts its threads, and nothing can be sent while that shows.
    boolean unused = Thread.interrupted();
    return e;
  }
}
