package io.github.langfast2api.app.tokens;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The encodings of OpenAI's models, by their names at tiktoken, in whose source their patterns are.
 */
public enum EncodingName {
  R50K_BASE("r50k_base", Words.GPT_2),
  P50K_BASE("p50k_base", Words.GPT_2),
  /** Differs from the one before in special tokens alone, of which a count knows none. */
  P50K_EDIT("p50k_base", Words.GPT_2),
  CL100K_BASE("cl100k_base", Words.GPT_4),
  O200K_BASE("o200k_base", Words.GPT_4O);

  private final String file;
  private final String words;

  EncodingName(String file, String words) {
    this.file = file;
    this.words = words;
  }

  /** The names of all encodings, such as {@code o200k_base}. */
  public static List<String> names() {
    return Arrays.stream(values()).map(EncodingName::text).toList();
  }

  /** The encoding of this name, if there is one. */
  public static Optional<EncodingName> of(String name) {
    return Arrays.stream(values()).filter(value -> value.text().equals(name)).findFirst();
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The vocabulary's file, among the resources; jtokkit brings those of tiktoken. */
  String resource() {
    return "/com/knuddels/jtokkit/" + file + ".tiktoken";
  }

  /** A pattern for words, in which classes of characters are Unicode's. */
  String words() {
    return words;
  }

  /** How text is split into words. */
  private static final class Words {

    private static final String SPACES = "\\s+(?!\\S)|\\s+";

    private static final String CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";

    static final String GPT_2 =
        "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|" + SPACES;

    static final String GPT_4 =
        CONTRACTIONS
            + "|[^\\r"
            + "\\n"
            + "\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r"
            + "\\n"
            + "]*|\\s*[\\r"
            + "\\n"
            + "]+|"
            + SPACES;

    private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";

    static final String GPT_4O =
        "[^\\r\\n\\p{L}\\p{N}]?%2$s*%1$s+%3$s?|[^\\r\\n\\p{L}\\p{N}]?%2$s+%1$s*%3$s?"
                .formatted(LOWER, UPPER, CONTRACTIONS)
            + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|"
            + SPACES;

    private Words() {}
  }
}
