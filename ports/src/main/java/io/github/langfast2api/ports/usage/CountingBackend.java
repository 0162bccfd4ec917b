package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.util.function.Function;

/**
 * Token usage for the answers of a backend: as the backend reports it, else counted here. Reasoning
 * tokens are then unknown and not counted.
 */
public final class CountingBackend implements ChatBackend, PromptCounter {

  private final ChatBackend backend;
  private final Function<String, Tokenizer> tokenizers;
  private final PromptCounts prompts = new PromptCounts();

  /**
   * @param tokenizers finds a tokenizer by a model's id
   */
  public CountingBackend(ChatBackend backend, Function<String, Tokenizer> tokenizers) {
    this.backend = backend;
    this.tokenizers = tokenizers;
  }

  @Override
  public ChatStream open(ChatRequest request) {
    Tokenizer tokenizer = tokenizers.apply(request.model());
    return new CountingStream(
        backend.open(request), tokenizer, () -> prompts.of(request, tokenizer));
  }

  @Override
  public int count(ChatRequest request) {
    return prompts.of(request, tokenizers.apply(request.model()));
  }
}
