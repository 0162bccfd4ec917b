package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import java.time.Duration;

/**
 * The memory that one answer holds while it is read: text that is held back, the call that is being
 * written, JSON that is to be checked. It is reserved before it is taken, in steps. What is freed
 * still counts until {@link #settle}, since events are made of it. For one thread; any may close.
 */
final class AnswerMemory implements AutoCloseable {

  /**
   * What a character takes that becomes a part of a call: two bytes in a buffer that grows, as a
   * string, and on its way to the client.
   */
  static final int CALL_CHAR_BYTES = 6;

  /** What a character takes in a buffer that grows. */
  static final int CHAR_BYTES = 4;

  /** What a change takes that makes JSON valid: its place, and up to six characters instead. */
  static final int EDIT_BYTES = 24;

  private static final int MIN_STEP_BYTES = 1024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Reservation reservation;
  private long heldBytes;
  private long freedBytes;
  private long reservedBytes;

  /**
   * @param budget of all answers together
   */
  AnswerMemory(MemoryBudget budget) {
    this.reservation = budget.reserve();
  }

  /**
   * Adds bytes.
   *
   * @throws ChatException with {@link ChatFailure.Overloaded} if there is no room for them
   */
  void hold(long bytes) {
    heldBytes += bytes;
    if (heldBytes > reservedBytes) {
      reserve(heldBytes + Math.max(MIN_STEP_BYTES, heldBytes / 8));
    }
  }

  /** Frees bytes, from {@link #settle} on. */
  void free(long bytes) {
    freedBytes += bytes;
  }

  /** The events before have been taken: what was freed counts no more. */
  void settle() {
    if (freedBytes > 0) {
      heldBytes -= freedBytes;
      freedBytes = 0;
      shrink();
    }
  }

  /** Frees everything at once: the answer is read anew. */
  void clear() {
    heldBytes = 0;
    freedBytes = 0;
    shrink();
  }

  @Override
  public void close() {
    reservation.close();
  }

  private void reserve(long bytes) {
    if (!reservation.resize(bytes)) {
      throw new ChatException(
          new ChatFailure.Overloaded(
              "There is no memory for an answer of this size now.", RETRY_AFTER));
    }
    reservedBytes = bytes;
  }

  private void shrink() {
    if (reservedBytes > heldBytes + heldBytes / 2 + 2 * MIN_STEP_BYTES) {
      long bytes = heldBytes + heldBytes / 8;
      if (reservation.resize(bytes)) {
        reservedBytes = bytes;
      }
    }
  }
}
