package io.github.langfast2api.app;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.usage.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * OpenAI's encodings. Each takes tens of megabytes of memory, and is loaded when the first answer
 * of one of its models is counted.
 */
final class Tokenizers implements Function<String, Tokenizer> {

  /** What an encoding is called. */
  static final List<String> NAMES =
      Arrays.stream(EncodingType.values()).map(EncodingType::getName).toList();

  private final ModelCatalog catalog;
  private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();

  Tokenizers(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  /** The tokenizer of the model of this name. */
  @Override
  public Tokenizer apply(String model) {
    String name = catalog.require(model).tokenizer();
    EncodingType type = EncodingType.fromName(name).orElseThrow();
    return text -> count(encodings.getEncoding(type), text);
  }

  private static int count(Encoding encoding, String text) {
    return encoding.countTokensOrdinary(text);
  }
}
