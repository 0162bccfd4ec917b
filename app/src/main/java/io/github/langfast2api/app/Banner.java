package io.github.langfast2api.app;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.ListenerConfig;
import io.github.langfast2api.app.config.UpstreamConfig;
import io.github.langfast2api.langfast.Credentials;
import java.util.Set;

/** The text that is printed when the gateway has started. */
final class Banner {

  private static final String SIMULATOR =
      """
      +--------------------------------------------------------------------+
      |  SIMULATOR: no model answers here. Every answer is made up by the  |
      |  gateway itself, and says so. LangFast: LANGFAST_UPSTREAM=langfast |
      +--------------------------------------------------------------------+
      """;

  private static final Set<String> WILDCARD_ADDRESSES = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  private Banner() {}

  /**
   * The text for a gateway that listens on this port.
   *
   * @param port the real one, where 0 is configured
   */
  static String of(AppConfig config, int port) {
    ListenerConfig listener = config.listener();
    String local = url(listener, connectable(listener.host()), port);
    return """
    langfast2api listens on %s, OpenAI base URL %s/v1
    Try it in a browser: %s/playground
    %s%s\
    """
        .formatted(
            url(listener, listener.host(), port),
            local,
            local,
            upstream(config.upstream()),
            access(config));
  }

  private static String url(ListenerConfig listener, String host, int port) {
    return (listener.tls().isPresent() ? "https://" : "http://")
        + (host.contains(":") ? "[" + host.replace("%", "%25") + "]" : host)
        + ":"
        + port;
  }

  /** Nobody can connect to a wildcard address; the loopback address is one of those it means. */
  private static String connectable(String host) {
    return WILDCARD_ADDRESSES.contains(host) ? "127.0.0.1" : host;
  }

  private static String upstream(UpstreamConfig upstream) {
    return switch (upstream.kind()) {
      case LANGFAST ->
          "Answers come from LangFast: %s, with the key of %s.\n"
              .formatted(
                  upstream.supabase().getAuthority(),
                  upstream.anonKey().isEmpty() ? upstream.site() : "LANGFAST_ANON_KEY");
      case SIMULATOR ->
          upstream.credentials() instanceof Credentials.Anonymous
              ? SIMULATOR
              : SIMULATOR + "The LangFast account that is set is not used.\n";
    };
  }

  private static String access(AppConfig config) {
    if (config.isOpenToNetwork()) {
      return "WARNING: anybody who reaches this machine may use the gateway. Set USER_SET_KEY.\n";
    }
    return config.access().requiresKeys() ? "Clients need a key.\n" : "";
  }
}
