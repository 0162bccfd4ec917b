package io.github.langfast2api.app;

import io.github.langfast2api.app.AppConfig.Upstream;
import io.github.langfast2api.domain.ChatException;

/** Tries a configuration without serving anybody. */
final class ConfigurationCheck {

  private ConfigurationCheck() {}

  /**
   * What is well, line by line.
   *
   * @throws ConfigurationException if something is not
   */
  static String of(AppConfig config) {
    try {
      String anonKey = new Wiring(config).check();
      return """
      The configuration can be used.
      The gateway would listen on %s, port %d.
      %s
      Clients need %s.
      """
          .formatted(
              config.host(),
              config.port(),
              config.upstream() == Upstream.LANGFAST
                  ? "LangFast let it sign in and connect: %s, with the key of %s."
                      .formatted(config.supabase().getAuthority(), anonKey)
                  : "The simulator would answer. LANGFAST_UPSTREAM=langfast connects to LangFast.",
              config.asksForKeys() ? "a key" : "no key");
    } catch (ChatException e) {
      throw new ConfigurationException("LangFast cannot be used: " + e.getMessage(), e);
    }
  }
}
