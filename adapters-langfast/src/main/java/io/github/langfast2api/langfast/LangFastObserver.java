package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.HttpRefusedException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An observer of every call to LangFast, called by the thread that makes the call. It must neither
 * block nor throw.
 */
@FunctionalInterface
public interface LangFastObserver {

  /** Observes nothing. */
  LangFastObserver NONE = step -> status -> {};

  /** A kind of call. */
  enum Step {
    /** Reading LangFast's page, for its key. */
    READ_SITE,
    SIGN_UP,
    SIGN_IN,
    REFRESH,
    CREATE_PROMPT,
    START_RUN,
    /** Open the Socket.IO connection and authenticate. */
    CONNECT
  }

  /**
   * Observes the begin of a call.
   *
   * @return is called once at its end, with the HTTP status or, if there was no response, "error"
   */
  Consumer<String> begin(Step step);

  /** Makes a call and observes it. */
  default <T> T observe(Step step, Supplier<T> call) {
    Consumer<String> end = begin(step);
    String status = "error";
    try {
      T result = call.get();
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
