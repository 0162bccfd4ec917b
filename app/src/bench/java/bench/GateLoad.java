package bench;

/** What the regression gate measures. */
enum GateLoad {
  /** Processor time per delta of a hundred streams, ten deltas a second. */
  PACED("per delta, 100 streams at ten a second"),

  /** Processor time per delta of sixteen streams as fast as they come. */
  FULL_SPEED("per delta, 16 streams at full speed"),

  /** Processor time per answer as JSON. */
  JSON("per answer as JSON, 40 deltas");

  private final String what;

  GateLoad(String what) {
    this.what = what;
  }

  String what() {
    return what;
  }
}
