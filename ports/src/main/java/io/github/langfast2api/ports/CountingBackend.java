package io.github.langfast2api.ports;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.util.function.Function;

/**
 * A backend whose answers tell what they cost: as the wrapped backend tells, else as counted here.
 * Of what a model thought and did not say nothing is known, and nothing is counted.
 */
public final class CountingBackend implements ChatBackend {

  private final ChatBackend backend;
  private final Function<String, Tokenizer> tokenizers;

  /**
   * @param tokenizers the tokenizer of the model of an id
   */
  public CountingBackend(ChatBackend backend, Function<String, Tokenizer> tokenizers) {
    this.backend = backend;
    this.tokenizers = tokenizers;
  }

  @Override
  public ChatStream open(ChatRequest request) {
    return new CountingStream(backend.open(request), request, tokenizers.apply(request.model()));
  }
}
