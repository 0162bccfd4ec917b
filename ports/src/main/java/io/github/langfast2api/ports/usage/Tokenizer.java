package io.github.langfast2api.ports.usage;

/** Tells how many tokens a model makes of a text. Safe for any thread. */
@FunctionalInterface
public interface Tokenizer {

  /** The number of tokens in a text of well-formed Unicode; names of special tokens are text. */
  int count(String text);
}
