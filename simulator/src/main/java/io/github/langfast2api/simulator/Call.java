package io.github.langfast2api.simulator;

/** A kind of call to LangFast, which can be counted and refused. */
public enum Call {
  /** Sign in anonymously. */
  SIGN_UP,
  /** Sign in with an account. */
  PASSWORD,
  /** Exchange a refresh token. */
  REFRESH,
  /** Store a prompt. */
  CREATE_PROMPT,
  /** Start a run of a prompt. */
  START_RUN,
  /** Connect to the runner. */
  CONNECT
}
