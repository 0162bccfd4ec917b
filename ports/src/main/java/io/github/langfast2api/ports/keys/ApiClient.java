package io.github.langfast2api.ports.keys;

import java.util.OptionalInt;

/**
 * Who a key belongs to, and what they may ask for.
 *
 * @param name for the log and the metrics
 * @param requestsPerMinute chat requests, on average; a minute's worth may come at once
 * @param concurrent chat requests at the same time
 */
public record ApiClient(String name, OptionalInt requestsPerMinute, OptionalInt concurrent) {

  public ApiClient {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a client has no name");
    }
    if (requestsPerMinute.orElse(1) < 1 || concurrent.orElse(1) < 1) {
      throw new IllegalArgumentException("a client may ask for nothing");
    }
  }

  /** One without limits. */
  public static ApiClient unlimited(String name) {
    return new ApiClient(name, OptionalInt.empty(), OptionalInt.empty());
  }
}
