package io.github.langfast2api.domain;

import java.util.Optional;

/**
 * Says of the JSON Schemas that a request brings whether an answer can be held to them, before it
 * is asked for. Safe for use by any number of threads; it does not block.
 */
public interface SchemaCheck {

  /**
   * What is wrong with the parameters of a function.
   *
   * @param parameters JSON text
   * @return a sentence without its subject and full stop, as in {@code schema must be of type
   *     "object", and is of type "array"}; empty if they can be used
   */
  Optional<String> faultOfParameters(String parameters);

  /**
   * What is wrong with the schema of a response format.
   *
   * @param schema JSON text
   * @return as {@link #faultOfParameters} does
   */
  Optional<String> faultOfResponseSchema(String schema);
}
