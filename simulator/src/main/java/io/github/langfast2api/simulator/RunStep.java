package io.github.langfast2api.simulator;

import java.time.Duration;

/** A step of a run's script. Steps after the end of the run are played as well. */
public sealed interface RunStep {

  /**
   * Appends to the content and sends all of it as {@code in_progress}.
   *
   * @param text may begin or end between the halves of a surrogate pair
   */
  record Say(String text) implements RunStep {}

  /**
   * Replaces the content and sends it as {@code in_progress}.
   *
   * @param content the whole content from now on
   */
  record Show(String content) implements RunStep {}

  /**
   * Pauses.
   *
   * @param time ends early when the simulator closes
   */
  record Pause(Duration time) implements RunStep {}

  /**
   * Sends a text packet as it is.
   *
   * @param text the packet, in which {@code {job}} stands for the job's id
   */
  record Packet(String text) implements RunStep {}

  /**
   * Sends the whole content as {@code completed}.
   *
   * @param finishReason the run's {@code finish_reason}
   */
  record Complete(String finishReason) implements RunStep {}

  /**
   * Sends the status {@code failed}.
   *
   * @param message the event's {@code error}
   */
  record Fail(String message) implements RunStep {}

  /** Aborts the connections of the run's user without a close frame. */
  record Drop() implements RunStep {}

  /** Waits until the simulator closes. */
  record Hold() implements RunStep {}

  /** See {@link Say}. */
  static RunStep say(String text) {
    return new Say(text);
  }

  /** See {@link Show}. */
  static RunStep show(String content) {
    return new Show(content);
  }

  /** See {@link Pause}. */
  static RunStep pause(Duration time) {
    return new Pause(time);
  }

  /** See {@link Packet}. */
  static RunStep packet(String text) {
    return new Packet(text);
  }

  /** See {@link Complete}. */
  static RunStep complete(String finishReason) {
    return new Complete(finishReason);
  }

  /** See {@link Fail}. */
  static RunStep fail(String message) {
    return new Fail(message);
  }

  /** See {@link Drop}. */
  static RunStep drop() {
    return new Drop();
  }

  /** See {@link Hold}. */
  static RunStep hold() {
    return new Hold();
  }
}
