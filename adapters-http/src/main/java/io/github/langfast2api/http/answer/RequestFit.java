package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.ports.catalog.FittedRequest;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.catalog.ModelFit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The adaptation of requests to their models. Safe for any thread.
 *
 * @param catalog the models on offer
 * @param strict whether a parameter that the model does not support is refused instead of dropped
 */
public record RequestFit(ModelCatalog catalog, boolean strict) {

  /**
   * Adapts the request of a call to its model, and adds what the call drops to what the model does.
   *
   * @throws ChatException if the model is unknown, or does not support what the request asks for
   * @throws io.github.langfast2api.http.error.ApiException if the gateway does not have a tool that
   *     must not be dropped
   */
  FittedRequest fit(AnswerCall call) {
    ChatRequest request = call.request();
    FittedRequest fitted = new ModelFit(catalog.require(request.model())).fit(request);
    List<Parameter> dropped =
        Stream.concat(fitted.dropped().stream(), call.dropped().stream()).toList();
    if (strict && !call.droppedTools().isEmpty()) {
      DroppedTool tool = call.droppedTools().getFirst();
      throw InvalidRequest.unsupportedValue(tool.path(), tool.type());
    }
    if (strict && !dropped.isEmpty()) {
      throw new ChatException(refusal(request.model(), dropped.getFirst()));
    }
    return new FittedRequest(fitted.request(), dropped);
  }

  /** A model without sampling supports the default values; other parameters it lacks altogether. */
  private static ChatFailure refusal(String model, Parameter parameter) {
    return switch (parameter) {
      case TEMPERATURE, TOP_P, PRESENCE_PENALTY, FREQUENCY_PENALTY ->
          new ChatFailure.UnsupportedValue(model, parameter, Optional.empty(), List.of());
      default -> new ChatFailure.UnsupportedParameter(model, parameter);
    };
  }
}
