package io.github.langfast2api.app.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What clients that are tested by programs of their own need: a gateway with a connection for each
 * run, so that the connections that the upstream counts tell whether the run of a client that left
 * was freed. One client after the other.
 */
final class ExternalClients implements AutoCloseable {

  private final LangFastServer langFast;
  private final GatewayProcess gateway;

  private ExternalClients(LangFastServer langFast, GatewayProcess gateway) {
    this.langFast = langFast;
    this.gateway = gateway;
  }

  static ExternalClients start() throws IOException, InterruptedException {
    LangFastServer langFast = LangFastServer.start();
    Map<String, String> settings = new HashMap<>(langFast.settings());
    settings.put("LANGFAST_SOCKET", "per-run");
    return new ExternalClients(langFast, GatewayProcess.start(settings));
  }

  /** Where they find the gateway, and where they leave their results. */
  Map<String, String> environment() {
    Path results = ClientResult.file("any").toAbsolutePath().getParent();
    return Map.of(
        "BASE_URL",
        gateway.url() + "/v1",
        "API_KEY",
        Gateways.KEY,
        "UPSTREAM_URL",
        langFast.url(),
        "COMPATIBILITY",
        String.valueOf(results));
  }

  @Override
  public void close() {
    gateway.close();
    langFast.close();
  }
}
