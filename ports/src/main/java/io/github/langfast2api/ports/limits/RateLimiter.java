package io.github.langfast2api.ports.limits;

import io.github.langfast2api.ports.keys.ApiClient;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds clients to the rate and the concurrency that their keys allow, whatever API they use. Safe
 * for any thread; a call may wait for a store that several instances share, and for nothing else.
 *
 * <p>What is counted are runs: a request is one until it is known to be more.
 */
public interface RateLimiter {

  /**
   * Admits a request, which counts as one run, or refuses it, which counts nothing.
   *
   * <p>Limits are those that the client has now: limits that changed apply to what the client has
   * used so far.
   *
   * @throws io.github.langfast2api.domain.ChatException with {@link
   *     io.github.langfast2api.domain.ChatFailure.StoreUnavailable} if limits that several
   *     instances share cannot be counted, and are not to be passed over then
   */
  Decision acquire(ApiClient client);

  /** Whether a client may go on. */
  sealed interface Decision {

    /**
     * It may.
     *
     * @param permit held until the request is over
     * @param rate what the client may still ask for; empty if its rate is not limited
     */
    record Admitted(Permit permit, Optional<Rate> rate) implements Decision {}

    /**
     * It has used up its rate.
     *
     * @param retryAfter when there will be enough again; positive
     */
    record RateExceeded(Rate rate, Duration retryAfter) implements Decision {}

    /** It has as many runs in progress as it may have. */
    record ConcurrencyExceeded(int limit) implements Decision {}
  }

  /** What an admitted request holds. For one thread at a time. */
  interface Permit extends AutoCloseable {

    /**
     * Counts further runs of the same request, all of them or none.
     *
     * @param runs how many more, at least one
     * @return {@link Decision.Admitted} with this permit, or why they are refused; what was counted
     *     before stays counted
     * @throws io.github.langfast2api.domain.ChatException as {@link RateLimiter#acquire} does
     */
    Decision extend(int runs);

    /**
     * Gives the rate back what this request was counted for, since nothing was run.
     *
     * @return what the client may ask for now; empty if its rate is not limited
     */
    Optional<Rate> refund();

    /** Ends the request: its runs are in progress no more. Does nothing when called again. */
    @Override
    void close();
  }

  /**
   * How much of its rate a client has left.
   *
   * @param limit runs per minute
   * @param remaining runs that may be asked for at once
   * @param reset until nothing of the limit is used any more; zero if nothing is
   */
  record Rate(int limit, int remaining, Duration reset) {}
}
