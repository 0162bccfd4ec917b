package io.github.langfast2api.domain;

/**
 * A part of a request that a model or the gateway may not take. What a client calls it is for its
 * API's dialect to say.
 */
public enum Parameter {
  MODEL,
  MESSAGES,
  TEMPERATURE,
  TOP_P,
  PRESENCE_PENALTY,
  FREQUENCY_PENALTY,
  RESPONSE_FORMAT,
  REASONING_EFFORT,
  VERBOSITY,
  /** How many answers are asked for at once. */
  CHOICES,
  /** How likely each token of the answer was. */
  LOGPROBS,
  /** How many other tokens are to be told in each one's place, and how likely they were. */
  TOP_LOGPROBS,
  /** That the answer is kept. */
  STORE
}
