package io.github.langfast2api.simulator;

/** What a client of LangFast asks for; each can be counted and refused on its own. */
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
