package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import java.util.function.Predicate;

/**
 * How a session is got and renewed. {@link #next} is for one thread at a time, the rest for any.
 */
interface SessionRenewal extends AutoCloseable {

  /**
   * Gets the session to use from now on, which is the one before if that is valid and cannot be, or
   * need not be, renewed. Blocks.
   *
   * @param valid whether a session has not expired and LangFast has not refused it
   * @throws ChatException if there is no valid session and none can be had
   */
  Session next(Predicate<Session> valid);

  /** Whether {@link #next} may get another session than this valid one. Does not wait. */
  boolean isWanted(Session current);

  /** Ends all waits and what runs in the background. */
  @Override
  void close();
}
