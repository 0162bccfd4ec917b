package io.github.langfast2api.redis;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import io.github.langfast2api.ports.limits.RateLimiter.Rate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of one request as this instance alone counts them. For one thread at a time. */
final class LocalRuns {

  private final RateLimiter limiter;
  private final ApiClient client;
  private @Nullable Permit permit;

  LocalRuns(RateLimiter limiter, ApiClient client) {
    this.limiter = limiter;
    this.client = client;
  }

  /** Counts further runs, all of them or none. */
  Decision count(int more) {
    if (permit != null) {
      return permit.extend(more);
    }
    Decision first = limiter.acquire(client);
    if (!(first instanceof Decision.Admitted admitted)) {
      return first;
    }
    Decision all = more == 1 ? first : admitted.permit().extend(more - 1);
    if (all instanceof Decision.Admitted) {
      permit = admitted.permit();
    } else {
      Optional<Rate> unused = admitted.permit().refund();
      admitted.permit().close();
    }
    return all;
  }

  Optional<Rate> refund() {
    return permit == null ? Optional.empty() : permit.refund();
  }

  void close() {
    if (permit != null) {
      permit.close();
    }
  }
}
