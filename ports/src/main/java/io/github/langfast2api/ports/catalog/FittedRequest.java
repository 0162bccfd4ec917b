package io.github.langfast2api.ports.catalog;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Parameter;
import java.util.List;

/**
 * A request adapted to what its model supports.
 *
 * @param request the request to open a backend with
 * @param dropped the parameters that were dropped since the model ignores them
 */
public record FittedRequest(ChatRequest request, List<Parameter> dropped) {

  public FittedRequest {
    dropped = List.copyOf(dropped);
  }
}
