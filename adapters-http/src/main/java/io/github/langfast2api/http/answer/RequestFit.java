package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.ports.catalog.FittedRequest;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.catalog.ModelFit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings requests into the form that their models take.
 *
 * @param catalog the models on offer
 * @param strict whether a parameter that the model has no use for is refused and not left out
 */
public record RequestFit(ModelCatalog catalog, boolean strict) {

  /**
   * The request of a call as its model takes it.
   *
   * @throws ChatException if there is no such model, or it cannot do what is asked
   */
  FittedRequest fit(AnswerCall call) {
    ChatRequest request = call.request();
    FittedRequest fitted = new ModelFit(catalog.require(request.model())).fit(request);
    List<Parameter> dropped =
        Stream.concat(fitted.dropped().stream(), call.dropped().stream()).toList();
    if (strict && !dropped.isEmpty()) {
      throw new ChatException(refusal(request.model(), dropped.getFirst()));
    }
    return new FittedRequest(fitted.request(), dropped);
  }

  /** A model without sampling still takes the defaults; of other parameters it takes no value. */
  private static ChatFailure refusal(String model, Parameter parameter) {
    return switch (parameter) {
      case TEMPERATURE, TOP_P, PRESENCE_PENALTY, FREQUENCY_PENALTY ->
          new ChatFailure.UnsupportedValue(model, parameter, Optional.empty(), List.of());
      default -> new ChatFailure.UnsupportedParameter(model, parameter);
    };
  }
}
