package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import java.util.Locale;

/**
 * Counts the tokens of a conversation as OpenAI's cookbook does ("How to count tokens with
 * tiktoken"): what is said, who says it, and the marks between.
 */
final class PromptTokens {

  private static final int MARKS_OF_A_MESSAGE = 3;
  private static final int MARK_OF_A_NAME = 1;
  private static final int BEGINNING_OF_THE_ANSWER = 3;

  /** A picture that is looked at coarsely, and one of 1024 by 1024 pixels that is not. */
  private static final int COARSE_PICTURE = 85;

  private static final int PICTURE = 765;

  private PromptTokens() {}

  static int count(ChatRequest request, Tokenizer tokenizer) {
    int tokens = BEGINNING_OF_THE_ANSWER;
    for (Message message : request.messages()) {
      tokens += count(message, tokenizer);
    }
    return tokens;
  }

  private static int count(Message message, Tokenizer tokenizer) {
    int tokens = MARKS_OF_A_MESSAGE;
    tokens += tokenizer.count(message.role().name().toLowerCase(Locale.ROOT));
    tokens += message.name().map(name -> MARK_OF_A_NAME + tokenizer.count(name)).orElse(0);
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
    return image.detail().filter("low"::equals).isPresent() ? COARSE_PICTURE : PICTURE;
  }
}
