package io.github.langfast2api.ports.usage;

/** Counts the tokens of a text in the encoding of a model. Safe for any thread. */
@FunctionalInterface
public interface Tokenizer {

  /** The number of tokens of well-formed Unicode; names of special tokens count as plain text. */
  int count(String text);
}
