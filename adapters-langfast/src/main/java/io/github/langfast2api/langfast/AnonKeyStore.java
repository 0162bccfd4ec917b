package io.github.langfast2api.langfast;

import java.util.Optional;

/** Keeps the key over restarts. Safe for any thread; failing to keep it is logged and no more. */
interface AnonKeyStore {

  /** The key that was kept, if there is one that can be read. */
  Optional<String> load();

  /** Keeps a key in the place of the one before. */
  void save(String key);

  /** Where these settings want the key kept: in a file beside the session's, if there is one. */
  static AnonKeyStore of(LangFastSettings settings, AnonKeyScanner scanner) {
    return settings
        .session()
        .file()
        .<AnonKeyStore>map(
            session ->
                new AnonKeyFile(
                    session.resolveSibling("anon-key.json"),
                    settings.servers().supabase() + " " + settings.servers().site(),
                    scanner))
        .orElseGet(NoStore::new);
  }

  /** Keeps nothing. */
  final class NoStore implements AnonKeyStore {

    private NoStore() {}

    @Override
    public Optional<String> load() {
      return Optional.empty();
    }

    @Override
    public void save(String key) {}
  }
}
