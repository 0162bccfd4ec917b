package bench;

import java.util.List;

/**
 * What a load came to.
 *
 * @param answers that ended
 * @param deltas that the upstream sent
 * @param cpu seconds of the gateway's processes
 * @param wall seconds that it took
 * @param expected seconds that it takes a gateway that keeps up; 0 if it takes what it takes
 * @param loadCpu seconds of the load's own process
 * @param others seconds that the gateway's core was busy with anything else
 * @param failed clients
 * @param ages of deltas when they were read in milliseconds, by {@link #QUANTILES}
 * @param rss the most memory that was seen, in MiB
 */
record Sample(
    long answers,
    long deltas,
    double cpu,
    double wall,
    double expected,
    double loadCpu,
    double others,
    int failed,
    List<Double> ages,
    double rss) {

  static final List<Double> QUANTILES = List.of(0.5, 0.75, 0.9, 0.95, 0.99, 0.999);

  /** Above it deltas wait for the core, and their age tells of a queue. */
  static final double BUSY = 0.85;

  /** Beyond it there is nothing to be learned from more of it. */
  static final double FULL = 0.97;

  /** How much longer answers may take than their upstream takes for them. */
  static final double LATE = 1.25;

  /** Above it the gateway waits for others. */
  static final double OTHERS = 0.15;

  double microsPerDelta() {
    return cpu / deltas * 1e6;
  }

  double microsPerAnswer() {
    return cpu / answers * 1e6;
  }

  /** What is to be thought of it. */
  enum State {
    /** The times are those of the gateway. */
    CALM,
    /** Deltas waited for the gateway's core. */
    BUSY,
    /** It is too much for the gateway. */
    OVERLOADED,
    /** Deltas waited for the core of those who read them. */
    LOAD_BUSY,
    /** Others had the gateway's core: what it cost is true, and its times are not. */
    DISTURBED
  }

  State state() {
    boolean late = failed > 0 || expected > 0 && wall > expected * LATE;
    if (cpu / wall > FULL) {
      return State.OVERLOADED;
    }
    if (others / wall > OTHERS) {
      return State.DISTURBED;
    }
    if (loadCpu / wall > BUSY) {
      return State.LOAD_BUSY;
    }
    return late ? State.OVERLOADED : cpu / wall > BUSY ? State.BUSY : State.CALM;
  }
}
