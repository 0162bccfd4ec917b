package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.Settings;
import io.github.langfast2api.ports.state.StoreUsage;
import io.github.langfast2api.redis.RedisFigures;
import io.helidon.webserver.WebServer;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the files of {@code docs/deploy} say of the gateway and of each other. */
class DeploymentFilesTest {

  private static final Path DEPLOY = Path.of("..", "docs", "deploy");
  private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
  private static final Pattern MOUNT = Pattern.compile("- (\\.[^:]+):/");

  @Test
  void everyYamlFileIsOne() throws Exception {
    List<Path> files = new ArrayList<>(yamlFiles(DEPLOY));
    files.addAll(yamlFiles(Path.of("..", ".github")));
    assertTrue(files.size() >= 16, files::toString);
    for (Path file : files) {
      assertTrue(!Yaml.read(file).keys().isEmpty(), file::toString);
    }
  }

  @Test
  void theKustomizationNamesEveryManifest() throws Exception {
    String text = Files.readString(KUBERNETES.resolve("kustomization.yaml"));
    for (Path file : yamlFiles(KUBERNETES)) {
      String name = file.getFileName().toString();
      assertTrue(name.equals("kustomization.yaml") || text.contains("- " + name), name);
    }
    for (Yaml resource :
        Yaml.read(KUBERNETES.resolve("kustomization.yaml")).at("resources").list()) {
      assertTrue(Files.exists(KUBERNETES.resolve(resource.text())), resource::text);
    }
  }

  @Test
  void portsAgree() throws Exception {
    Yaml port = container().at("ports").named("http");
    assertEquals(defaultPort(), port.at("containerPort").text());
    Yaml service = manifest("service").at("spec", "ports").named("http");
    assertEquals("http", service.at("targetPort").text());
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertEquals("http", container().at(probe, "httpGet", "port").text());
    }
    Yaml scraped = Yaml.read(DEPLOY.resolve("compose/prometheus.yaml")).at("scrape_configs");
    Yaml targets = scraped.list().getFirst().at("static_configs").list().getFirst().at("targets");
    assertEquals("gateway:8000", targets.list().getFirst().text());
  }

  @Test
  void everyProbeAsksForWhatIsThere() throws Exception {
    WebServer server =
        WebServer.builder()
            .port(0)
            .routing(
                routing ->
                    HealthEndpoints.of(Optional::empty, Optional::empty, Optional.empty())
                        .forEach(routing::get))
            .build()
            .start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
        String path = container().at(probe, "httpGet", "path").text();
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        assertEquals(200, answer.statusCode(), path);
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void composeAsksWithTheClassThatIsThere() throws Exception {
    List<String> test =
        composeGateway().at("healthcheck", "test").list().stream().map(Yaml::text).toList();
    assertEquals(
        List.of(HealthCheck.class.getName(), defaultPort(), "/health/live"),
        test.subList(test.size() - 3, test.size()));
  }

  @Test
  void everyVariableIsASetting() throws Exception {
    Set<String> names = new HashSet<>(composeGateway().at("environment").keys());
    for (Yaml variable : container().at("env").list()) {
      names.add(variable.at("name").text());
    }
    names.removeAll(Settings.names());
    assertEquals(Set.of(), names);
  }

  @Test
  void everySecretIsMountedWhereItIsRead() throws Exception {
    Set<String> keys = manifest("secret").at("stringData").keys();
    String folder = container().at("volumeMounts").named("secrets").at("mountPath").text();
    Set<String> read = new HashSet<>();
    for (Yaml variable : container().at("env").list()) {
      if (variable.at("name").text().endsWith("_FILE")) {
        Path file = Path.of(variable.at("value").text());
        assertEquals(folder, String.valueOf(file.getParent()));
        read.add(String.valueOf(file.getFileName()));
      }
    }
    assertEquals(keys, read);
    Yaml volume = pod().at("volumes").named("secrets");
    assertEquals(
        manifest("secret").at("metadata", "name").text(), volume.at("secret", "secretName").text());
  }

  @Test
  void podsOfOneKindAreNotTakenForTheOther() throws Exception {
    String label = "app.kubernetes.io/component";
    for (String kind : List.of("deployment", "valkey")) {
      Yaml spec = manifest(kind).at("spec");
      String component = spec.at("template", "metadata", "labels", label).text();
      assertEquals(component, spec.at("selector", "matchLabels", label).text());
      String service = kind.equals("valkey") ? "valkey-service" : "service";
      assertEquals(component, manifest(service).at("spec", "selector", label).text());
    }
  }

  @Test
  void theServerThatIsSharedIsTheOneThatIsNamed() throws Exception {
    URI pods = URI.create(manifest("secret").at("stringData", "redis-url").text());
    assertEquals(manifest("valkey-service").at("metadata", "name").text(), pods.getHost());
    assertEquals(
        "requirepass " + pods.getUserInfo().substring(1),
        manifest("valkey-secret").at("stringData", "valkey.conf").text());
    URI services = URI.create(instances().at("gateway-1", "environment", "REDIS_URL").text());
    assertTrue(instances().keys().contains(services.getHost()), services::toString);
  }

  @Test
  void composedInstancesAreAlikeAndKnownToTheirProxy() throws Exception {
    assertEquals(instances().at("gateway-1"), instances().at("gateway-2"));
    Set<String> names = new HashSet<>(instances().at("gateway-1", "environment").keys());
    names.removeAll(Settings.names());
    assertEquals(Set.of(), names);
    String command = instances().at("nginx", "command").list().getLast().text();
    String proxy = Files.readString(DEPLOY.resolve("nginx/langfast2api.conf"));
    Matcher replaced = Pattern.compile("s/([\\d.:]+)/([\\w:-]+)/").matcher(command);
    int addresses = 0;
    while (replaced.find()) {
      assertTrue(proxy.contains(replaced.group(1)), replaced.group());
      addresses++;
    }
    assertEquals(3, addresses);
  }

  @Test
  void theSessionIsKeptInAVolume() throws Exception {
    String file = pom("<LANGFAST_SESSION_FILE>(.*)</LANGFAST_SESSION_FILE>");
    String folder = String.valueOf(Path.of(file).getParent());
    assertEquals(folder, pom("<volume>(.*)</volume>"));
    assertEquals(folder, container().at("volumeMounts").named("session").at("mountPath").text());
    assertEquals("session:" + folder, composeGateway().at("volumes").list().getFirst().text());
  }

  @Test
  void theUserIsTheImages() throws Exception {
    String user = pod().at("securityContext", "runAsUser").text();
    assertEquals(pom("<user>(.*)</user>"), user + ":" + user);
  }

  @Test
  void drainingFitsIntoTheTimeThatIsGiven() throws Exception {
    int drain = container().at("env").named("DRAIN_TIMEOUT").at("value").number();
    int before = container().at("lifecycle", "preStop", "sleep", "seconds").number();
    assertTrue(pod().at("terminationGracePeriodSeconds").number() > before + drain);
    String grace = composeGateway().at("stop_grace_period").text();
    int composeDrain = composeGateway().at("environment", "DRAIN_TIMEOUT").number();
    assertTrue(Integer.parseInt(grace.replace("s", "")) > composeDrain, grace);
  }

  @Test
  void theAutoscalerCountsWhatThereIs() throws Exception {
    Yaml scaler = manifest("autoscaler").at("spec");
    assertEquals(
        manifest("deployment").at("metadata", "name").text(),
        scaler.at("scaleTargetRef", "name").text());
    Yaml metric = scaler.at("metrics").list().getFirst().at("pods", "metric", "name");
    assertTrue(gatewayMetrics().contains(metric.text()), metric::text);
  }

  @Test
  void everyFileThatComposeMountsExists() throws Exception {
    int files = 0;
    for (Path file : yamlFiles(DEPLOY.resolve("compose"))) {
      for (Matcher mount = MOUNT.matcher(Files.readString(file)); mount.find(); files++) {
        assertTrue(Files.exists(DEPLOY.resolve("compose").resolve(mount.group(1))), mount.group());
      }
    }
    assertEquals(4, files);
  }

  @ParameterizedTest
  @CsvSource({
    "nginx/langfast2api.conf, proxy_read_timeout (\\d+)s",
    "caddy/Caddyfile, response_header_timeout (\\d+)s",
    "envoy/envoy.yaml, stream_idle_timeout: (\\d+)s"
  })
  void aProxyWaitsLongerThanAnAnswerMayTake(String file, String limit) throws Exception {
    String seconds = only(limit, Files.readString(DEPLOY.resolve(file)));
    assertTrue(Integer.parseInt(seconds) > defaults().answers().deadlines().total().toSeconds());
  }

  @ParameterizedTest
  @CsvSource({
    "nginx/langfast2api.conf, client_max_body_size (\\d+)m, 1048576",
    "caddy/Caddyfile, max_size (\\d+)MiB, 1048576",
    "envoy/envoy.yaml, per_connection_buffer_limit_bytes: (\\d+), 1"
  })
  void aProxyLetsThroughWhatTheGatewayReads(String file, String limit, int unit) throws Exception {
    int bytes = Integer.parseInt(only(limit, Files.readString(DEPLOY.resolve(file)))) * unit;
    assertEquals(defaults().requests().maxBodyBytes(), bytes);
  }

  /** As Prometheus will call them. */
  private static Set<String> gatewayMetrics() {
    Metrics metrics = new Metrics();
    metrics.registerInFlight(() -> 0);
    metrics.registerResponses(() -> StoreUsage.NONE);
    metrics.registerRedis(() -> new RedisFigures(0, 0, 0, 0, 0, 0, true));
    Set<String> names = new HashSet<>();
    for (MetricSnapshot snapshot : metrics.registry().scrape()) {
      String name = snapshot.getMetadata().getPrometheusName();
      switch (snapshot) {
        case HistogramSnapshot histogram ->
            names.addAll(List.of(name + "_bucket", name + "_sum", name + "_count"));
        case CounterSnapshot counter -> names.add(name + "_total");
        default -> names.add(name);
      }
    }
    return names;
  }

  @Test
  void theDashboardShowsTheGatewaysMetrics() throws Exception {
    Dashboard dashboard = Dashboard.read(DEPLOY.resolve("grafana/langfast2api.json"));
    Set<String> shown = new HashSet<>(dashboard.metrics());
    assertTrue(shown.remove("up"), "Prometheus' own");
    shown.removeAll(gatewayMetrics());
    assertEquals(Set.of(), shown, "what the gateway does not have");
    long ids = dashboard.panels().stream().map(panel -> panel.getInt("id")).distinct().count();
    assertEquals(dashboard.panels().size(), ids);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up|up",
        "sum(up{job=\"a, b\"})|up",
        "histogram_quantile(0.5, sum by (le)"
            + " (rate(a_bucket{x=~\"$y\"}[$__rate_interval])))|a_bucket",
        "rate(a_sum[5m]) / rate(b_count [1m])|a_sum b_count",
        "label_values(a_total, some_label)|a_total"
      })
  void aQueryNamesItsMetrics(String query, String metrics) {
    assertEquals(Set.of(metrics.split(" ")), Dashboard.metrics(query));
  }

  private static AppConfig defaults() {
    return AppConfig.of(Settings.of(Map.of("user.home", "."), Map.of()));
  }

  private static String defaultPort() {
    return String.valueOf(defaults().listener().port());
  }

  private static Yaml manifest(String name) throws IOException {
    return Yaml.read(KUBERNETES.resolve(name + ".yaml"));
  }

  private static Yaml pod() throws IOException {
    return manifest("deployment").at("spec", "template", "spec");
  }

  private static Yaml container() throws IOException {
    return pod().at("containers").named("langfast2api");
  }

  private static Yaml composeGateway() throws IOException {
    return Yaml.read(DEPLOY.resolve("compose/compose.yaml")).at("services", "gateway");
  }

  private static Yaml instances() throws IOException {
    return Yaml.read(DEPLOY.resolve("compose/instances.yaml")).at("services");
  }

  private static String pom(String pattern) throws IOException {
    return only(pattern, Files.readString(Path.of("pom.xml")));
  }

  /** What the group of the pattern holds, which must be in the text. */
  private static String only(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static List<Path> yamlFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).toList();
    }
  }
}
