package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatRequest;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The token counts of the newest prompts, each counted once for all answers to the same request.
 * Safe for any thread.
 */
final class PromptCounts {

  private static final int MAX_PROMPTS = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Prompt> newest = new ArrayDeque<>();

  /** The tokens of a prompt. Blocks while another thread counts the same one. */
  int of(ChatRequest request, Tokenizer tokenizer) {
    return prompt(request).tokens(request, tokenizer);
  }

  private Prompt prompt(ChatRequest request) {
    lock.lock();
    try {
      for (Prompt prompt : newest) {
        if (prompt.isOf(request)) {
          return prompt;
        }
      }
      Prompt prompt = new Prompt(request);
      newest.addFirst(prompt);
      if (newest.size() > MAX_PROMPTS) {
        newest.removeLast();
      }
      return prompt;
    } finally {
      lock.unlock();
    }
  }

  /** A prompt, which is weakly referenced since it can be large. */
  private static final class Prompt {

    private static final int UNKNOWN = -1;

    private final WeakReference<ChatRequest> request;
    private final ReentrantLock counting = new ReentrantLock();
    private int tokens = UNKNOWN;

    Prompt(ChatRequest request) {
      this.request = new WeakReference<>(request);
    }

    /** By identity: to compare conversations could cost more than to count one. */
    boolean isOf(ChatRequest other) {
      return request.refersTo(other);
    }

    int tokens(ChatRequest of, Tokenizer tokenizer) {
      counting.lock();
      try {
        if (tokens == UNKNOWN) {
          tokens = PromptTokens.count(of, tokenizer);
        }
        return tokens;
      } finally {
        counting.unlock();
      }
    }
  }
}
