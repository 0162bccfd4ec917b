package io.github.langfast2api.langfast;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the gateway has of LangFast at one moment, without a secret and without whose it is.
 *
 * @param session empty if nobody is signed in yet
 */
public record LangFastStatus(Optional<SignedIn> session, Connection connection, Calls calls) {

  /** What a session was made with. */
  public enum Account {
    /** Nothing: LangFast made a user of its own for it. */
    GUEST(OptionalInt.of(50)),
    /** An e-mail address and a password. */
    ACCOUNT(OptionalInt.empty()),
    /** A refresh token of a session that was made elsewhere. */
    REFRESH_TOKEN(OptionalInt.empty());

    private final OptionalInt runsPerDay;

    Account(OptionalInt runsPerDay) {
      this.runsPerDay = runsPerDay;
    }

    /** LangFast's daily limit, as far as is known: that of its free plan, which guests have. */
    public OptionalInt runsPerDay() {
      return runsPerDay;
    }

    static Account of(Credentials credentials) {
      return switch (credentials) {
        case Credentials.Anonymous _ -> GUEST;
        case Credentials.Account _ -> ACCOUNT;
        case Credentials.RefreshToken _ -> REFRESH_TOKEN;
      };
    }
  }

  /**
   * A session.
   *
   * @param since when it was got, by sign-in or refresh
   * @param expiresAt when it ends unless it is refreshed, which it is before
   */
  public record SignedIn(Account account, Instant since, Instant expiresAt) {}

  /**
   * The connection to the runner.
   *
   * @param perRun whether each run has one of its own
   * @param open how many there are
   * @param lasted how long the one for all runs has been there, or has not; empty with one per run
   */
  public record Connection(boolean perRun, int open, Optional<Duration> lasted) {}

  /** The calls to LangFast that requests make, those that wait for others to end, and the limit. */
  public record Calls(int made, int waiting, int max) {}
}
