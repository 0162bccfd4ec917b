package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.ports.catalog.FittedRequest;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.catalog.ModelFit;
import java.util.List;
import java.util.Optional;

/**
 * The adaptation of requests to their models. Safe for any thread.
 *
 * @param catalog the models on offer
 * @param strict whether a parameter that the model does not support is refused instead of dropped
 */
public record RequestFit(ModelCatalog catalog, boolean strict) {

  /**
   * Adapts a request to its model.
   *
   * @throws ChatException if the model is unknown, or does not support what the request asks for
   */
  FittedRequest fit(ChatRequest request) {
    FittedRequest fitted = new ModelFit(catalog.require(request.model())).fit(request);
    if (strict && !fitted.dropped().isEmpty()) {
      throw new ChatException(
          new ChatFailure.UnsupportedValue(
              request.model(), fitted.dropped().getFirst(), Optional.empty(), List.of()));
    }
    return fitted;
  }
}
