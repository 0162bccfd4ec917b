package io.github.langfast2api.ports.health;

import java.time.Duration;

/**
 * What the gateway knows of itself, for whoever runs it: no text of prompts and answers, no secret.
 * Safe for any thread.
 */
public interface StatusSource {

  /** What is known now, as a JSON object in one line. Does not block. */
  String json();

  /**
   * Waits until the gateway drains.
   *
   * @return whether it does; false if the timeout expired before
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean awaitDraining(Duration timeout) throws InterruptedException;
}
