package io.github.langfast2api.ports.admission;

import java.time.Duration;

/**
 * The limits of admission control.
 *
 * @param answers how many answers may be open at the same time
 * @param waiting how many more requests may wait for one of them to end
 * @param timeout how long each of those waits
 */
public record Admission(int answers, int waiting, Duration timeout) {

  public Admission {
    if (answers < 1 || waiting < 0 || !timeout.isPositive()) {
      throw new IllegalArgumentException("nobody would be admitted");
    }
  }
}
