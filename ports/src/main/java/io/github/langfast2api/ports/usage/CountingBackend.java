package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A backend whose answers tell what they cost: as the wrapped backend tells, else as counted here.
 * Of what a model thought and did not say nothing is known, and nothing is counted.
 */
public final class CountingBackend implements ChatBackend {

  private final ChatBackend backend;
  private final Function<String, Tokenizer> tokenizers;

  /** The conversation that was counted last. */
  private volatile @Nullable Counted last;

  /** Does not keep the conversation, which can be large and is nobody's any more in the end. */
  private record Counted(WeakReference<ChatRequest> request, int tokens) {

    /** To compare conversations could cost more than to count. */
    boolean isOf(ChatRequest other) {
      return request.refersTo(other);
    }
  }

  /**
   * @param tokenizers the tokenizer of the model of an id
   */
  public CountingBackend(ChatBackend backend, Function<String, Tokenizer> tokenizers) {
    this.backend = backend;
    this.tokenizers = tokenizers;
  }

  @Override
  public ChatStream open(ChatRequest request) {
    Tokenizer tokenizer = tokenizers.apply(request.model());
    return new CountingStream(backend.open(request), tokenizer, () -> prompt(request, tokenizer));
  }

  /** Several answers to one request are told the same, and it is counted for the first. */
  private int prompt(ChatRequest request, Tokenizer tokenizer) {
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
