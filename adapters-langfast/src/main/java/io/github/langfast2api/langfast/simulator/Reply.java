package io.github.langfast2api.langfast.simulator;

import java.util.Map;

/**
 * What a call gets.
 *
 * @param status the HTTP status
 * @param headers headers next to the content type, which is JSON
 * @param body the JSON text
 * @param afterwards what happens once it was sent
 */
record Reply(int status, Map<String, String> headers, String body, Runnable afterwards) {

  static Reply of(int status, String body) {
    return new Reply(status, Map.of(), body, () -> {});
  }

  static Reply of(Refusal refusal) {
    return new Reply(refusal.status(), refusal.headers(), refusal.body(), () -> {});
  }

  /** This reply, with something to do once it was sent. */
  Reply then(Runnable next) {
    return new Reply(status, headers, body, next);
  }
}
