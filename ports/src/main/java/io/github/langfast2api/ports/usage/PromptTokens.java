package io.github.langfast2api.ports.usage;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import java.util.Locale;

/**
 * Counts the tokens of a prompt as OpenAI's cookbook does ("How to count tokens with tiktoken"):
 * texts, roles and names, and a fixed number for the delimiters of each message. The tokens of a
 * very long prompt are an estimate: see {@link TokenTally}.
 */
final class PromptTokens {

  private static final int TOKENS_PER_MESSAGE = 3;
  private static final int TOKENS_PER_NAME = 1;
  private static final int TOKENS_OF_REPLY_PRIMING = 3;

  /** Tokens of an image of low detail. */
  private static final int TOKENS_OF_LOW_DETAIL_IMAGE = 85;

  /** Tokens of an image of high detail with 1024 by 1024 pixels: the size of others is unknown. */
  private static final int TOKENS_OF_IMAGE = 765;

  private final TokenTally texts;
  private int fixed = TOKENS_OF_REPLY_PRIMING;

  private PromptTokens(Tokenizer tokenizer) {
    this.texts = new TokenTally(tokenizer);
  }

  static int count(ChatRequest request, Tokenizer tokenizer) {
    PromptTokens prompt = new PromptTokens(tokenizer);
    request.messages().forEach(prompt::add);
    return prompt.fixed + prompt.texts.count();
  }

  private void add(Message message) {
    fixed += TOKENS_PER_MESSAGE;
    addText(message.role().name().toLowerCase(Locale.ROOT));
    message.name().ifPresent(this::addName);
    message.parts().forEach(this::add);
    texts.endText();
  }

  private void addName(String name) {
    fixed += TOKENS_PER_NAME;
    addText(name);
  }

  private void add(Part part) {
    switch (part) {
      case Part.Text(String text) -> texts.add(text);
      case Part.Image image -> fixed += tokens(image);
      case Part.ToolCall call -> {
        texts.endText();
        addText(call.name());
        addText(call.arguments());
      }
      case Part.ToolResult result -> {
        texts.endText();
        result.content().forEach(this::add);
        texts.endText();
      }
    }
  }

  private void addText(String text) {
    texts.add(text);
    texts.endText();
  }

  private static int tokens(Part.Image image) {
    return image.detail().filter("low"::equals).isPresent()
        ? TOKENS_OF_LOW_DETAIL_IMAGE
        : TOKENS_OF_IMAGE;
  }
}
