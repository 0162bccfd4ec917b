package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import java.util.Locale;

/**
 * Counts the tokens of a prompt as OpenAI's cookbook does ("How to count tokens with tiktoken"):
 * texts, roles and names, and a fixed number for the delimiters of each message.
 */
final class PromptTokens {

  private static final int TOKENS_PER_MESSAGE = 3;
  private static final int TOKENS_PER_NAME = 1;
  private static final int TOKENS_OF_REPLY_PRIMING = 3;

  /** Tokens of an image of low detail. */
  private static final int TOKENS_OF_LOW_DETAIL_IMAGE = 85;

  /** Tokens of an image of high detail with 1024 by 1024 pixels: the size of others is unknown. */
  private static final int TOKENS_OF_IMAGE = 765;

  private PromptTokens() {}

  static int count(ChatRequest request, Tokenizer tokenizer) {
    int tokens = TOKENS_OF_REPLY_PRIMING;
    for (Message message : request.messages()) {
      tokens += count(message, tokenizer);
    }
    return tokens;
  }

  private static int count(Message message, Tokenizer tokenizer) {
    int tokens = TOKENS_PER_MESSAGE;
    tokens += tokenizer.count(message.role().name().toLowerCase(Locale.ROOT));
    tokens += message.name().map(name -> TOKENS_PER_NAME + tokenizer.count(name)).orElse(0);
    tokens += tokenizer.count(message.text());
    for (Part part : message.parts()) {
      tokens += countBesideText(part, tokenizer);
    }
    return tokens;
  }

  private static int countBesideText(Part part, Tokenizer tokenizer) {
    return switch (part) {
      case Part.Text text -> 0;
      case Part.Image image -> count(image);
      case Part.ToolCall call -> tokenizer.count(call.name()) + tokenizer.count(call.arguments());
      case Part.ToolResult result -> {
        int tokens = 0;
        for (Part piece : result.content()) {
          tokens +=
              piece instanceof Part.Text(String text)
                  ? tokenizer.count(text)
                  : countBesideText(piece, tokenizer);
        }
        yield tokens;
      }
    };
  }

  private static int count(Part.Image image) {
    return image.detail().filter("low"::equals).isPresent()
        ? TOKENS_OF_LOW_DETAIL_IMAGE
        : TOKENS_OF_IMAGE;
  }
}
