package io.github.langfast2api.langfast.emulation;

/**
 * Is told of answers with tools or in JSON. It is called on the thread that reads the answer, and
 * must be quick and throw nothing.
 */
public interface EmulationObserver {

  /** Takes no notice. */
  EmulationObserver NONE = counts -> {};

  /** An answer came to its end, or failed. Called once, and not if its reader left before. */
  void answered(EmulationCounts counts);

  /**
   * The model is asked once more.
   *
   * @param opening asks it, on a thread of its own
   * @return the same, with whatever is to be observed of it
   */
  default Runnable secondAsk(Runnable opening) {
    return opening;
  }
}
