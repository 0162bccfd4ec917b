package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Token usage for the answers of a backend: as the backend reports it, else counted here. Reasoning
 * tokens are then unknown and not counted.
 */
public final class CountingBackend implements ChatBackend {

  private final ChatBackend backend;
  private final Function<String, Tokenizer> tokenizers;

  /** The prompt that was counted last. */
  private volatile @Nullable Counted last;

  /** The count of a prompt, which is weakly referenced since it can be large. */
  private record Counted(WeakReference<ChatRequest> request, int tokens) {

    /** By identity: to compare conversations could cost more than to count one. */
    boolean isOf(ChatRequest other) {
      return request.refersTo(other);
    }
  }

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
        backend.open(request), tokenizer, () -> promptTokens(request, tokenizer));
  }

  /** The prompt tokens, counted once for all answers to the same request. */
  private int promptTokens(ChatRequest request, Tokenizer tokenizer) {
    Counted known = last;
    if (known != null && known.isOf(request)) {
      return known.tokens();
    }
    Counted counted =
        new Counted(new WeakReference<>(request), PromptTokens.count(request, tokenizer));
    last = counted;
    return counted.tokens();
  }
}
