package io.github.langfast2api.app;

import io.github.langfast2api.langfast.emulation.EmulationCounts;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the answers to one request took to read, all choices together. Safe for any thread. */
final class RequestTally {

  private final Queue<EmulationCounts> answers = new ConcurrentLinkedQueue<>();

  /** Adds the counts of an answer. */
  void add(EmulationCounts more) {
    answers.add(more);
  }

  /** The counts of all answers so far. */
  EmulationCounts counts() {
    return answers.stream().reduce(EmulationCounts.NONE, EmulationCounts::plus);
  }
}
