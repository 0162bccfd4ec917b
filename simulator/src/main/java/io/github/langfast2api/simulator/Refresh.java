package io.github.langfast2api.simulator;

/** What comes of the exchange of a refresh token. */
sealed interface Refresh {

  /**
   * It was taken.
   *
   * @param userId whose session it is
   * @param refreshToken the one that is good from now on
   */
  record Renewed(String userId, String refreshToken) implements Refresh {}

  /** Nobody knows it. */
  record Unknown() implements Refresh {}

  /** It was used too long ago to be a repeated call. */
  record AlreadyUsed() implements Refresh {}
}
