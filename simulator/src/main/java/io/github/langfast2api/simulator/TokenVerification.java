package io.github.langfast2api.simulator;

/** The result of verifying an access token. */
sealed interface TokenVerification {

  /**
   * The token is valid.
   *
   * @param userId the user to whom it was issued
   */
  record Valid(String userId) implements TokenVerification {}

  /**
   * The token is invalid or has expired.
   *
   * @param reason the error message of the servers
   */
  record Refused(String reason) implements TokenVerification {}
}
