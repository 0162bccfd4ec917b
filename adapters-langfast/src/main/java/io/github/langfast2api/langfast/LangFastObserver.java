package io.github.langfast2api.langfast;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Is told of every step that is taken at LangFast, on the thread that waits for it. It must be
 * quick and throw nothing.
 */
@FunctionalInterface
public interface LangFastObserver {

  /** Takes no notice. */
  LangFastObserver NONE = step -> status -> {};

  /** What is done at LangFast. */
  enum Step {
    /** Reading LangFast's page, for its key. */
    READ_SITE,
    SIGN_UP,
    SIGN_IN,
    REFRESH,
    CREATE_PROMPT,
    START_RUN,
    /** The Socket.IO connection, until it is that of a user. */
    CONNECT
  }

  /**
   * A step begins.
   *
   * @return is told once how it ended: with the status of HTTP, or "error" if there was none
   */
  Consumer<String> begin(Step step);

  /** Takes a step under observation. */
  default <T> T observe(Step step, Supplier<T> taken) {
    Consumer<String> end = begin(step);
    String status = "error";
    try {
      T result = taken.get();
      status = "200";
      return result;
    } catch (HttpRefusedException e) {
      status = String.valueOf(e.status());
      throw e;
    } finally {
      end.accept(status);
    }
  }
}
