package io.github.langfast2api.app;

import io.github.langfast2api.langfast.emulation.EmulationCounts;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the answers to one request took to read, all choices together. It is bound to the thread
 * that serves the request, and to those that work for it. Safe for any thread.
 */
final class RequestTally {

  private static final ThreadLocal<Optional<RequestTally>> CURRENT =
      ThreadLocal.withInitial(Optional::empty);

  private final Queue<EmulationCounts> answers = new ConcurrentLinkedQueue<>();

  /** The tally of the request that this thread serves, or works for. */
  static Optional<RequestTally> current() {
    return CURRENT.get();
  }

  /** Binds it to this thread until {@link #unbind}. */
  void bind() {
    CURRENT.set(Optional.of(this));
  }

  /** Ends what {@link #bind} began, on the same thread. */
  void unbind() {
    CURRENT.remove();
  }

  /** Binds it to the thread that runs a task, for so long. */
  Runnable carried(Runnable task) {
    return () -> {
      bind();
      try {
        task.run();
      } finally {
        unbind();
      }
    };
  }

  /** Adds the counts of an answer. */
  void add(EmulationCounts more) {
    answers.add(more);
  }

  /** The counts of all answers so far. */
  EmulationCounts counts() {
    return answers.stream().reduce(EmulationCounts.NONE, EmulationCounts::plus);
  }
}
