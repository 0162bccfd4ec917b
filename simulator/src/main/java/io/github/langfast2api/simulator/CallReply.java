package io.github.langfast2api.simulator;

import java.util.Map;

/**
 * The response to a call.
 *
 * @param status the HTTP status
 * @param headers headers next to the content type, which is JSON
 * @param body the JSON text
 * @param afterwards is run once the response was sent
 */
record CallReply(int status, Map<String, String> headers, String body, Runnable afterwards) {

  static CallReply of(int status, String body) {
    return new CallReply(status, Map.of(), body, () -> {});
  }

  static CallReply of(CallRefusal refusal) {
    return new CallReply(refusal.status(), refusal.headers(), refusal.body(), () -> {});
  }

  /** This reply, and what to run once it was sent. */
  CallReply then(Runnable next) {
    return new CallReply(status, headers, body, next);
  }
}
