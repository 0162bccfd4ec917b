package io.github.langfast2api.langfast.simulator;

import java.time.Duration;

/** One thing that happens in a run. Steps after the end of a run are played all the same. */
public sealed interface Step {

  /**
   * Appends to the content and sends all of it as {@code in_progress}.
   *
   * @param text may begin or end between the halves of a surrogate pair
   */
  record Say(String text) implements Step {}

  /**
   * Replaces the content and sends it as {@code in_progress}.
   *
   * @param content what the whole content is from now on
   */
  record Show(String content) implements Step {}

  /**
   * Lets time pass.
   *
   * @param time how long; ends early when the simulator closes
   */
  record Pause(Duration time) implements Step {}

  /**
   * Sends a text packet as it is.
   *
   * @param text the packet, in which {@code {job}} stands for the job's id
   */
  record Packet(String text) implements Step {}

  /**
   * Sends the whole content as {@code completed}.
   *
   * @param finishReason the run's {@code finish_reason}
   */
  record Complete(String finishReason) implements Step {}

  /**
   * Sends the status {@code failed}.
   *
   * @param message the event's {@code error}
   */
  record Fail(String message) implements Step {}

  /** Cuts all WebSockets of the run's user without a close frame. */
  record Drop() implements Step {}

  /** Nothing more, until the simulator closes. */
  record Hold() implements Step {}

  /** See {@link Say}. */
  static Step say(String text) {
    return new Say(text);
  }

  /** See {@link Show}. */
  static Step show(String content) {
    return new Show(content);
  }

  /** See {@link Pause}. */
  static Step pause(Duration time) {
    return new Pause(time);
  }

  /** See {@link Packet}. */
  static Step packet(String text) {
    return new Packet(text);
  }

  /** See {@link Complete}. */
  static Step complete(String finishReason) {
    return new Complete(finishReason);
  }

  /** See {@link Fail}. */
  static Step fail(String message) {
    return new Fail(message);
  }

  /** See {@link Drop}. */
  static Step drop() {
    return new Drop();
  }

  /** See {@link Hold}. */
  static Step hold() {
    return new Hold();
  }
}
