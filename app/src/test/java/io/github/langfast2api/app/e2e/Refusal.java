package io.github.langfast2api.app.e2e;

/** Why a request is refused, as far as clients tell it apart. */
enum Refusal {
  WRONG_KEY,
  UNKNOWN_MODEL,
  BAD_REQUEST
}
