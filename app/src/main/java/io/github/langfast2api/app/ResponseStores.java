package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.app.config.ResponsesConfig;
import io.github.langfast2api.ports.state.InMemoryResponseStore;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.redis.RedisState;
import io.github.langfast2api.store.FileResponseStore;
import java.time.Clock;
import java.util.Optional;

/** The response store that is configured, with limits that no setting is needed for. */
final class ResponseStores {

  private static final System.Logger LOG = System.getLogger(ResponseStores.class.getName());

  private static final int FILE_MAX_RESPONSES = 100_000;
  private static final long FILE_MAX_BYTES = 1L << 30;
  private static final int SHARED_MAX_RESPONSES_OF_KEY = 10_000;
  private static final long SHARED_MAX_BYTES_OF_KEY = 128L << 20;
  private static final int MEMORY_MAX_RESPONSES = 10_000;
  private static final int MEMORY_SHARE_OF_HEAP = 16;

  private ResponseStores() {}

  /**
   * The store, which the caller closes. Where a file has no place, it is one in memory.
   *
   * @param shared what instances share; present if the store is to be in there
   */
  static ResponseStore of(ResponsesConfig config, Optional<RedisState> shared) {
    return switch (config.store()) {
      case SHARED ->
          shared
              .orElseThrow()
              .responses(
                  new StoreLimits(
                      config.maxAge(), SHARED_MAX_RESPONSES_OF_KEY, SHARED_MAX_BYTES_OF_KEY),
                  Clock.systemUTC());
      case OFF -> ResponseStore.disabled();
      case MEMORY -> inMemory(config);
      case FILE ->
          config
              .file()
              .<ResponseStore>map(
                  file ->
                      new FileResponseStore(
                          file,
                          new StoreLimits(config.maxAge(), FILE_MAX_RESPONSES, FILE_MAX_BYTES),
                          Clock.systemUTC()))
              .orElseGet(() -> withoutPlace(config));
    };
  }

  private static ResponseStore withoutPlace(ResponsesConfig config) {
    LOG.log(
        WARNING,
        "There is no home directory, so responses are kept in memory and lost with the process:"
            + " set LANGFAST_SESSION_FILE.");
    return inMemory(config);
  }

  private static ResponseStore inMemory(ResponsesConfig config) {
    long bytes = Runtime.getRuntime().maxMemory() / MEMORY_SHARE_OF_HEAP;
    return new InMemoryResponseStore(
        new StoreLimits(config.maxAge(), MEMORY_MAX_RESPONSES, bytes), Clock.systemUTC());
  }
}
