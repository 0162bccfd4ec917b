package io.github.langfast2api.app.e2e;

import java.util.List;
import java.util.Optional;

/**
 * A choice of an answer of chat completions.
 *
 * @param content empty if it is null or absent
 * @param calls its {@code tool_calls}
 * @param functionCall the call of the old kind
 * @param finish its finish reason; empty without one
 */
record WireChoice(
    String content, List<WireCall> calls, Optional<WireCall> functionCall, String finish) {

  WireChoice {
    calls = List.copyOf(calls);
  }

  /** This choice with {@code @} for the digits of marks that stand in arguments. */
  WireChoice withoutDigits() {
    return new WireChoice(
        content, calls.stream().map(WireCall::withoutDigits).toList(), functionCall, finish);
  }
}
