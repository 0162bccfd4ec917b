package io.github.langfast2api.ports.state;

/**
 * Figures of a response store, for whoever watches it.
 *
 * @param responses that are kept, and perhaps some that are over age and were not removed yet
 * @param bytes of those responses, as {@link StoredResponse#bytes} counts them
 * @param evictions responses that had to go before their age, since this process has the store
 * @param failures calls that the store could not serve, since this process has the store
 */
public record StoreUsage(long responses, long bytes, long evictions, long failures) {

  /** The figures of a store that has never kept anything. */
  public static final StoreUsage NONE = new StoreUsage(0, 0, 0, 0);
}
