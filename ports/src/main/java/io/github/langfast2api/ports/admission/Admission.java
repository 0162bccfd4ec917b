package io.github.langfast2api.ports.admission;

import java.time.Duration;

/**
 * How much is done at once.
 *
 * @param answers that are made at the same time
 * @param waiting requests that may wait until one of those is done
 * @param timeout how long they wait
 */
public record Admission(int answers, int waiting, Duration timeout) {

  public Admission {
    if (answers < 1 || waiting < 0 || !timeout.isPositive()) {
      throw new IllegalArgumentException("nobody would be admitted");
    }
  }
}
