package io.github.langfast2api.simulator;

/** What an access token turns out to be. */
sealed interface Bearer {

  /**
   * One that is good.
   *
   * @param userId whose it is
   */
  record Valid(String userId) implements Bearer {}

  /**
   * One that is not.
   *
   * @param reason why, as a server words it
   */
  record Refused(String reason) implements Bearer {}
}
