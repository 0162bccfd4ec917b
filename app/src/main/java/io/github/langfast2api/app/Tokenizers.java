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
 * The tokenizers of OpenAI's models, by jtokkit. An encoding takes some 30 MB of memory and is
 * loaded when tokens of one of its models are first counted. Safe for use by any thread.
 */
final class Tokenizers implements Function<String, Tokenizer> {

  /** The names of all encodings, such as {@code o200k_base}. */
  static final List<String> NAMES =
      Arrays.stream(EncodingType.values()).map(EncodingType::getName).toList();

  private final ModelCatalog catalog;
  private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();

  /** Nearly all models use it, and jtokkit cuts its texts by a regular expression. */
  private final Tokenizer o200k =
      new CachedPieceTokenizer(text -> count(encodings.getEncoding(EncodingType.O200K_BASE), text));

  Tokenizers(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  /** The tokenizer of the model that has this id, version or alias. */
  @Override
  public Tokenizer apply(String model) {
    String name = catalog.require(model).tokenizer();
    EncodingType type = EncodingType.fromName(name).orElseThrow();
    return type == EncodingType.O200K_BASE
        ? o200k
        : text -> count(encodings.getEncoding(type), text);
  }

  private static int count(Encoding encoding, String text) {
    return encoding.countTokensOrdinary(text);
  }
}
