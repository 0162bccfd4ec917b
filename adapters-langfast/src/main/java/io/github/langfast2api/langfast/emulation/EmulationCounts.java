package io.github.langfast2api.langfast.emulation;

/**
 * What it took to read an answer, or several.
 *
 * @param calls that were passed on
 * @param dropped texts and calls that were left out, since they had no place in the answer
 * @param repairs of what was almost right
 * @param secondAsks how many times the model was asked once more
 * @param refusals how many answers could not be used
 */
public record EmulationCounts(int calls, int dropped, int repairs, int secondAsks, int refusals) {

  /** Nothing happened. */
  public static final EmulationCounts NONE = new EmulationCounts(0, 0, 0, 0, 0);

  /** What it took to read this answer and another one. */
  public EmulationCounts plus(EmulationCounts other) {
    return new EmulationCounts(
        calls + other.calls,
        dropped + other.dropped,
        repairs + other.repairs,
        secondAsks + other.secondAsks,
        refusals + other.refusals);
  }
}
