package io.github.langfast2api.domain;

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
}
