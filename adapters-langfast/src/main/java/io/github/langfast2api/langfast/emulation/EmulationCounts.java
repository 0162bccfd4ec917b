package io.github.langfast2api.langfast.emulation;

/**
 * What it took to read one answer.
 *
 * @param calls that were passed on
 * @param dropped texts and calls that were left out, since they had no place in the answer
 * @param repairs of what was almost right
 * @param secondAsks 1 if the model was asked once more
 * @param refusals 1 if its answer could not be used even so
 */
public record EmulationCounts(int calls, int dropped, int repairs, int secondAsks, int refusals) {

  /** Nothing happened. */
  static final EmulationCounts NONE = new EmulationCounts(0, 0, 0, 0, 0);

  EmulationCounts plus(EmulationCounts other) {
    return new EmulationCounts(
        calls + other.calls,
        dropped + other.dropped,
        repairs + other.repairs,
        secondAsks + other.secondAsks,
        refusals + other.refusals);
  }
}
