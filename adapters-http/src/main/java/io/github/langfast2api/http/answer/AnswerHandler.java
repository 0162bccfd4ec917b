package io.github.langfast2api.http.answer;

import static java.lang.System.Logger.Level.DEBUG;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.connection.InterruptOnDisconnect;
import io.github.langfast2api.http.exchange.ApiErrorHandler;
import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestContext;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.keys.RateLimitGuard;
import io.github.langfast2api.http.keys.RateLimitGuard.AdmittedRequest;
import io.github.langfast2api.http.request.RequestBody;
import io.github.langfast2api.ports.catalog.FittedRequest;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import io.github.langfast2api.ports.usage.PromptCounter;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The handler of answer requests of any {@link Dialect}. In this order it admits the request by the
 * rate limits of its key, reads the body, lets the dialect read the call, fits that to its model,
 * opens the backend, and sends the answer as a whole or as server-sent events.
 *
 * <p>If the client disconnects, the request's thread is interrupted, the stream of the backend is
 * closed, and nothing more is sent. Safe for any thread.
 */
public final class AnswerHandler implements Handler {

  private static final System.Logger LOG = System.getLogger(AnswerHandler.class.getName());
  private static final HeaderName DROPPED = HeaderNames.create("x-dropped-parameters");

  private final Dialect dialect;
  private final RequestFit fit;
  private final ChatBackend backend;
  private final RateLimitGuard limits;
  private final MemoryBudget memory;
  private final PromptCounter prompts;
  private final Duration keepAliveInterval;

  /**
   * A handler for one dialect.
   *
   * @param dialect reads requests and gives the forms of answers
   * @param fit adapts requests to their models
   * @param backend answers them; it is not closed
   * @param limits of all dialects together
   * @param memory for the requests of all dialects, and their answers that are not streamed
   * @param prompts counts the tokens of prompts
   * @param keepAliveInterval the longest time for which a stream sends nothing
   */
  public AnswerHandler(
      Dialect dialect,
      RequestFit fit,
      ChatBackend backend,
      RateLimitGuard limits,
      MemoryBudget memory,
      PromptCounter prompts,
      Duration keepAliveInterval) {
    this.dialect = dialect;
    this.fit = fit;
    this.backend = backend;
    this.limits = limits;
    this.memory = memory;
    this.prompts = prompts;
    this.keepAliveInterval = keepAliveInterval;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    try (AdmittedRequest admitted = limits.admit(response);
        Reservation reserved = memory.reserve()) {
      FittedCall call = read(request, admitted, reserved);
      noteModel(call);
      setDroppedParameters(call, response);
      if (call.asRead.stream()) {
        stream(call, response);
      } else {
        HttpReplies.json(request, response, whole(call, reserved));
      }
    }
  }

  /** A call as it was read, and its request as adapted to the model. */
  private record FittedCall(AnswerCall asRead, FittedRequest fitted) {

    ChatRequest request() {
      return fitted.request();
    }
  }

  /** A request that is refused here starts no run, and is not counted against the rate limit. */
  private FittedCall read(ServerRequest request, AdmittedRequest admitted, Reservation reserved) {
    try {
      AnswerCall call =
          dialect.read(ReceivedRequest.of(RequestBody.read(request, reserved), reserved));
      FittedRequest fitted = fit.fit(call);
      admitted.count(call.choices());
      return new FittedCall(call, fitted);
    } catch (RuntimeException e) {
      admitted.refund();
      throw e;
    }
  }

  private static void noteModel(FittedCall call) {
    RequestContext.current()
        .noteModel(call.asRead.request().model(), call.request().model(), call.asRead.stream());
  }

  private void setDroppedParameters(FittedCall call, ServerResponse response) {
    List<String> dropped =
        Stream.concat(
                call.fitted.dropped().stream().map(this::name),
                call.asRead.droppedTools().stream().map(tool -> "tools." + tool.type()))
            .distinct()
            .toList();
    if (!dropped.isEmpty()) {
      response.header(DROPPED, String.join(", ", dropped));
    }
  }

  private String name(Parameter parameter) {
    return dialect.errorForm().name(parameter);
  }

  /**
   * Reads the whole answer. It is sent by the caller, after disconnect detection has ended: the
   * connection stays usable for the next request only if no interrupt can come any more.
   */
  private byte[] whole(FittedCall call, Reservation reserved) {
    RequestContext context = RequestContext.current();
    InterruptOnDisconnect client = InterruptOnDisconnect.begin();
    try (client;
        ObservedChoices choices = wholeChoices(call, context)) {
      return Json.bytes(WholeAnswer.read(choices, call.asRead, reserved));
    } catch (RuntimeException e) {
      throw unlessDisconnected(client, e);
    }
  }

  private void stream(FittedCall call, ServerResponse response) {
    RequestContext context = RequestContext.current();
    SseWriter events = new SseWriter(response, keepAliveInterval);
    StreamForm form = call.asRead.streamForm(events);
    InterruptOnDisconnect client = InterruptOnDisconnect.begin();
    try (client;
        ObservedChoices choices = streamedChoices(call, context)) {
      form.awaitAnswer(() -> prompts.count(call.request()));
      new StreamedAnswer(events, choices, form).send();
      context.noteAnswered();
    } catch (RuntimeException e) {
      RuntimeException failure = unlessDisconnected(client, e);
      if (!events.isOpen()) {
        throw failure;
      }
      form.fail(ApiErrorHandler.report(failure));
    }
  }

  private ObservedChoices streamedChoices(FittedCall call, RequestContext context) {
    int count = call.asRead.choices();
    Choices choices =
        count == 1
            ? new SingleChoice(new OpeningStream(backend, call.request(), context::wrap))
            : new ParallelChoices(() -> backend.open(call.request()), count, context::wrap);
    return new ObservedChoices(choices, context);
  }

  /** Choices that nobody watches: of their text only the whole matters. */
  private ObservedChoices wholeChoices(FittedCall call, RequestContext context) {
    Supplier<ChatStream> opener =
        () -> {
          ChatStream stream = backend.open(call.request());
          stream.coalesceDeltas();
          return stream;
        };
    int count = call.asRead.choices();
    Choices choices =
        count == 1
            ? new SingleChoice(context.awaitBackend(opener))
            : new ParallelChoices(opener, count, context::wrap);
    return new ObservedChoices(choices, context);
  }

  /**
   * The failure that the client is to be sent, if it is still connected.
   *
   * @throws CloseConnectionException if it has disconnected
   */
  private static RuntimeException unlessDisconnected(
      InterruptOnDisconnect client, RuntimeException e) {
    if (client.disconnected() || e instanceof CloseConnectionException) {
      LOG.log(DEBUG, "{0} ends: its client disconnected", RequestContext.current().id());
      throw new CloseConnectionException("the client disconnected", e);
    }
    // A server that stops interrupts its threads. An interrupted thread could not send the error.
    boolean unused = Thread.interrupted();
    return e;
  }
}
