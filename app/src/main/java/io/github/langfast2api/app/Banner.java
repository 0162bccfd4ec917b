package io.github.langfast2api.app;

import io.github.langfast2api.app.AppConfig.Upstream;
import io.github.langfast2api.langfast.Credentials;
import java.util.Set;

/** What the operator reads first. */
final class Banner {

  private static final String SIMULATOR =
      """
      +--------------------------------------------------------------------+
      |  SIMULATOR: no model answers here. Every answer is made up by the  |
      |  gateway itself, and says so. LangFast: LANGFAST_UPSTREAM=langfast |
      +--------------------------------------------------------------------+
      """;

  private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  private Banner() {}

  static String of(AppConfig config, int port) {
    String here = url(config, reachable(config.host()), port);
    return """
    langfast2api listens on %s, OpenAI base URL %s/v1
    Try it in a browser: %s/playground
    %s%s\
    """
        .formatted(url(config, config.host(), port), here, here, upstream(config), access(config));
  }

  private static String url(AppConfig config, String host, int port) {
    return (config.certificate().isPresent() ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port;
  }

  /** All addresses are none to go to; this machine's own is among them. */
  private static String reachable(String host) {
    return ALL_ADDRESSES.contains(host) ? "127.0.0.1" : host;
  }

  private static String upstream(AppConfig config) {
    if (config.upstream() == Upstream.LANGFAST) {
      String key = config.anonKey().isEmpty() ? config.site().toString() : "LANGFAST_ANON_KEY";
      return "Answers come from LangFast: %s, with the key of %s.\n"
          .formatted(config.supabase().getAuthority(), key);
    }
    boolean account = !(config.credentials() instanceof Credentials.Anonymous);
    return SIMULATOR + (account ? "The LangFast account that is set is not used.\n" : "");
  }

  private static String access(AppConfig config) {
    if (config.isOpen()) {
      return "WARNING: anybody who reaches this machine may use the gateway. Set USER_SET_KEY.\n";
    }
    return config.asksForKeys() ? "Clients need a key.\n" : "";
  }
}
