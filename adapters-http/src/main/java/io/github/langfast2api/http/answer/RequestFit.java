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
 * Brings requests into the form that their models take.
 *
 * @param catalog the models on offer
 * @param strict whether a parameter that the model has no use for is refused and not left out
 */
public record RequestFit(ModelCatalog catalog, boolean strict) {

  /**
   * The request as its model takes it.
   *
   * @throws ChatException if there is no such model, or it cannot do what is asked
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
