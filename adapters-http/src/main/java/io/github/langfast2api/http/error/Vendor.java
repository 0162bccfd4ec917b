package io.github.langfast2api.http.error;

/** The vendor of an API, after whom the headers of its answers are named. */
public enum Vendor {
  OPENAI,
  ANTHROPIC
}
