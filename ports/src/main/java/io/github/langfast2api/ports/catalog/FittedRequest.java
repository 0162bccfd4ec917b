package io.github.langfast2api.ports.catalog;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Parameter;
import java.util.List;

/**
 * A request in the form that its model takes.
 *
 * @param request what to open a backend with
 * @param dropped the parameters that were left out since the model has no use for them
 */
public record FittedRequest(ChatRequest request, List<Parameter> dropped) {

  public FittedRequest {
    dropped = List.copyOf(dropped);
  }
}
