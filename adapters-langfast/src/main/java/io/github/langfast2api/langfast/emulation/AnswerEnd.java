package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.FinishReason;
import java.util.Optional;

/**
 * How an answer ended.
 *
 * @param reason as its client is told
 * @param fault why it cannot be used, as in {@code it is not valid JSON}
 */
record AnswerEnd(FinishReason reason, Optional<String> fault) {}
