package io.github.langfast2api.domain;

import java.util.function.Consumer;

/**
 * Takes the deltas of an answer from the thread that receives them, so that the thread that reads
 * the answer need not wake for each. It is called only while that thread waits in {@link
 * ChatStream#next}, by one thread at a time, in the order of the deltas; what it does happens
 * before {@link ChatStream#next} returns.
 */
@FunctionalInterface
public interface DeltaSink {

  /**
   * Takes a delta, or leaves it to {@link ChatStream#next}. Must not block: the calling thread
   * serves other answers, too.
   *
   * @return whether it was taken
   * @throws RuntimeException which {@link ChatStream#next} throws then, and ever after
   */
  boolean take(ChatDelta delta);

  /** This sink, with an action on each delta that it has taken. */
  default DeltaSink andThen(Consumer<ChatDelta> action) {
    return delta -> {
      boolean taken = take(delta);
      if (taken) {
        action.accept(delta);
      }
      return taken;
    };
  }
}
