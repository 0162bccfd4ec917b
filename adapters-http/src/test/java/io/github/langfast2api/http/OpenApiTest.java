package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.http.exchange.RouteTable;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the description says against the routes that there are. */
@ServerTest
class OpenApiTest {

  private static final Pattern PATH = Pattern.compile("^  (/\\S*):$", Pattern.MULTILINE);

  /** These are not this module's. */
  private static final Set<String> OF_THE_OPERATOR =
      Set.of("/health", "/health/live", "/health/ready", "/metrics");

  private final Api api;

  OpenApiTest(URI uri) {
    this.api = new Api(uri);
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    Gateway.configure(server, new ScriptedBackend(), HttpSettings.DEFAULTS);
  }

  @Test
  void itIsServedAsYaml() {
    Api.Reply reply = api.get("/openapi.yaml");
    assertEquals("application/yaml", reply.header("content-type").orElseThrow());
    assertTrue(reply.body().startsWith("openapi: 3.1.0\n"));
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    RouteTable routes =
        new ApiServer(
                Models.CATALOG,
                TestPorts.of(new ScriptedBackend()),
                HttpSettings.DEFAULTS,
                RequestObserver.NONE)
            .routes(HttpRouting.builder());
    Set<String> served =
        routes.paths().stream().map(OpenApiTest::asDescribed).collect(Collectors.toSet());
    served.addAll(OF_THE_OPERATOR);
    assertEquals(new TreeSet<>(served), described());
  }

  private static String asDescribed(String path) {
    return path.replace("{+", "{").replaceFirst("^/(playground|status)/.*\\.[a-z]+$", "/$1/{part}");
  }

  private Set<String> described() {
    Matcher path = PATH.matcher(api.get("/openapi.yaml").body());
    return path.results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
