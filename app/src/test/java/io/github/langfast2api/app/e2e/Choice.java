package io.github.langfast2api.app.e2e;

/** What a model must call. */
enum Choice {
  /** What it wants, or nothing. */
  AUTO,
  /** Something. */
  REQUIRED,
  /** {@link Toolbox#time}. */
  GET_TIME
}
