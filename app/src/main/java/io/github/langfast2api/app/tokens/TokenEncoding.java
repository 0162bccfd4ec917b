package io.github.langfast2api.app.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An encoding of text as tokens: how text is split into words, and the vocabulary of their parts.
 * Safe for any thread.
 */
public final class TokenEncoding {

  private final Pattern words;
  private final Vocabulary vocabulary;

  private TokenEncoding(Pattern words, Vocabulary vocabulary) {
    this.words = words;
    this.vocabulary = vocabulary;
  }

  /** Loads an encoding: some milliseconds, and 5 MB where it has 200,000 tokens. */
  public static TokenEncoding load(EncodingName name) {
    try (InputStream in = TokenEncoding.class.getResourceAsStream(name.resource())) {
      if (in == null) {
        throw new FileNotFoundException(name.resource());
      }
      Pattern words = Pattern.compile(name.words(), Pattern.UNICODE_CHARACTER_CLASS);
      return new TokenEncoding(words, Vocabulary.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of tokens of well-formed Unicode; names of special tokens count as plain text. */
  public int count(String text) {
    int tokens = 0;
    Matcher matcher = words.matcher(text);
    while (matcher.find()) {
      byte[] word = text.substring(matcher.start(), matcher.end()).getBytes(UTF_8);
      tokens += BytePairMerge.tokens(vocabulary, word);
    }
    return tokens;
  }
}
