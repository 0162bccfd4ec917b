package io.github.langfast2api.app;

import io.github.langfast2api.app.tokens.EncodingName;
import io.github.langfast2api.app.tokens.TokenEncoding;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import io.github.langfast2api.ports.usage.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The tokenizers of OpenAI's models. An encoding takes up to 5 MB of memory and is loaded when
 * tokens of one of its models are first counted. Safe for use by any thread.
 */
final class Tokenizers implements Function<String, Tokenizer> {

  /** The names of all encodings, such as {@code o200k_base}. */
  static final List<String> NAMES = EncodingName.names();

  private final ModelCatalog catalog;
  private final Map<EncodingName, TokenEncoding> encodings = new ConcurrentHashMap<>();

  /** Nearly all models use it, and its texts are cut by a regular expression. */
  private final Tokenizer o200k =
      new CachedPieceTokenizer(text -> count(EncodingName.O200K_BASE, text));

  Tokenizers(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  /** The tokenizer of the model that has this id, version or alias. */
  @Override
  public Tokenizer apply(String model) {
    EncodingName name = EncodingName.of(catalog.require(model).tokenizer()).orElseThrow();
    return name == EncodingName.O200K_BASE ? o200k : text -> count(name, text);
  }

  private int count(EncodingName name, String text) {
    return encodings.computeIfAbsent(name, TokenEncoding::load).count(text);
  }
}
