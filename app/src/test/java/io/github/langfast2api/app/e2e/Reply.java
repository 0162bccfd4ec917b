package io.github.langfast2api.app.e2e;

import java.util.Optional;

/**
 * A finished answer, as a client has it.
 *
 * @param text all of it
 * @param finish the finish reason in OpenAI's word
 * @param usage what it cost, if the client was told
 */
record Reply(String text, String finish, Optional<Tokens> usage) {

  /** Counts of tokens. */
  record Tokens(long prompt, long completion, long total) {}
}
