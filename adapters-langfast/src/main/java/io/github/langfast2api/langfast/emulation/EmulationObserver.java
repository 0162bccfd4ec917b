package io.github.langfast2api.langfast.emulation;

/**
 * An observer of answers with tools or in JSON, for metrics, logs and traces. Its methods are
 * called by many threads at a time, and must be quick and throw nothing.
 */
@FunctionalInterface
public interface EmulationObserver {

  /** Takes no notice. */
  EmulationObserver NONE = () -> counts -> {};

  /** Called when an answer was opened, on the thread that opened it. */
  AnswerObservation begin();

  /** The observation of one answer. */
  @FunctionalInterface
  interface AnswerObservation {

    /** Called once, when the answer has come to its end, has failed, or was left by its reader. */
    void end(EmulationCounts counts);

    /**
     * The model is asked once more. Called at most once, before the end.
     *
     * @param opening asks it, on a thread of its own
     * @return the same, with whatever is to be observed of it
     */
    default Runnable secondAsk(Runnable opening) {
      return opening;
    }
  }
}
