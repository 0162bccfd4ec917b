package io.github.langfast2api.ports.contract;

import io.github.langfast2api.domain.ChatBackend;

/** A backend under test, with whatever it takes to tell it what to answer. */
public interface Stage extends AutoCloseable {

  /** The backend under test; the same one at every call. */
  ChatBackend backend();

  /** From now on a request whose last message has this text is answered by the script. */
  void play(String text, Script script);

  /** How many answers the backend still holds something for. */
  int held();

  @Override
  default void close() {}
}
