package io.github.langfast2api.app;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.UpstreamConfig;
import io.github.langfast2api.domain.ChatException;

/** The command {@code --check}: checks a configuration without serving anybody. */
final class ConfigurationCheck {

  private ConfigurationCheck() {}

  /**
   * Checks the configuration. Blocks until LangFast has been signed in to and connected to.
   *
   * @return a summary for the operator
   * @throws ConfigurationException if the gateway could not start
   */
  static String of(AppConfig config) {
    try {
      Wiring.CheckResult checked = new Wiring(config).check();
      return """
      The configuration can be used.
      The gateway would listen on %s, port %d.
      %s
      Clients need %s.
      %s\
      """
          .formatted(
              config.listener().host(),
              config.listener().port(),
              upstream(config.upstream(), checked.anonKeyOrigin()),
              config.access().requiresKeys() ? "a key" : "no key",
              checked.sharing().map(sentence -> sentence + "\n").orElse(""));
    } catch (ChatException e) {
      throw new ConfigurationException("LangFast cannot be used: " + e.getMessage(), e);
    }
  }

  private static String upstream(UpstreamConfig upstream, String anonKey) {
    return switch (upstream.kind()) {
      case LANGFAST ->
          "LangFast let it sign in and connect: %s, with the key of %s."
              .formatted(upstream.supabase().getAuthority(), anonKey);
      case SIMULATOR ->
          "The simulator would answer. LANGFAST_UPSTREAM=langfast connects to LangFast.";
    };
  }
}
