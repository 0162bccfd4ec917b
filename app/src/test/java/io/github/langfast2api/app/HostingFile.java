package io.github.langfast2api.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file for a host that runs images says, whatever its form.
 *
 * @param environment variables and their values; a secret has none
 * @param port that the host connects to
 * @param healthPath that the host asks for
 * @param stopSeconds from SIGTERM to SIGKILL
 * @param memoryMib of the container
 */
record HostingFile(
    String host,
    Map<String, String> environment,
    String port,
    String healthPath,
    int stopSeconds,
    int memoryMib) {

  private static final Path DEPLOY = Path.of("..", "docs", "deploy");

  /** What these hosts give, whatever a file says. */
  private static final int CLOUD_RUN_STOP_SECONDS = 10;

  private static final int KOYEB_STOP_SECONDS = 30;

  /** The plans that are named, as the hosts describe them. */
  private static final Map<String, Integer> PLANS_MIB = Map.of("starter", 512, "micro", 512);

  static List<HostingFile> all() throws IOException {
    return List.of(render(), fly(), cloudRun(), koyeb());
  }

  @Override
  public String toString() {
    return host;
  }

  private static HostingFile render() throws IOException {
    Yaml service = Yaml.read(DEPLOY.resolve("render/render.yaml")).at("services").list().getFirst();
    Map<String, String> environment = new TreeMap<>();
    for (Yaml variable : service.at("envVars").list()) {
      environment.put(
          variable.at("key").text(),
          variable.keys().contains("value") ? variable.at("value").text() : "");
    }
    return new HostingFile(
        "Render",
        environment,
        environment.getOrDefault("PORT", ""),
        service.at("healthCheckPath").text(),
        service.at("maxShutdownDelaySeconds").number(),
        PLANS_MIB.getOrDefault(service.at("plan").text(), 0));
  }

  private static HostingFile fly() throws IOException {
    Map<String, String> values = toml(DEPLOY.resolve("fly/fly.toml"));
    Map<String, String> environment = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith("env.")) {
            environment.put(key.substring("env.".length()), value);
          }
        });
    Matcher secret = Pattern.compile("([A-Z_]+)=").matcher(values.getOrDefault("secrets", ""));
    while (secret.find()) {
      environment.put(secret.group(1), "");
    }
    return new HostingFile(
        "Fly.io",
        environment,
        values.getOrDefault("http_service.internal_port", ""),
        values.getOrDefault("http_service.checks.path", ""),
        Integer.parseInt(values.getOrDefault("kill_timeout", "")),
        Integer.parseInt(values.getOrDefault("vm.memory", "").replace("mb", "")));
  }

  private static HostingFile cloudRun() throws IOException {
    Yaml container =
        Yaml.read(DEPLOY.resolve("cloudrun/service.yaml"))
            .at("spec", "template", "spec", "containers")
            .named("langfast2api");
    Map<String, String> environment = new TreeMap<>();
    for (Yaml variable : container.at("env").list()) {
      environment.put(
          variable.at("name").text(),
          variable.keys().contains("value") ? variable.at("value").text() : "");
    }
    return new HostingFile(
        "Cloud Run",
        environment,
        container.at("ports").named("http1").at("containerPort").text(),
        container.at("livenessProbe", "httpGet", "path").text(),
        CLOUD_RUN_STOP_SECONDS,
        Integer.parseInt(container.at("resources", "limits", "memory").text().replace("Mi", "")));
  }

  private static HostingFile koyeb() throws IOException {
    String command = Files.readString(DEPLOY.resolve("koyeb/create"));
    Map<String, String> environment = new TreeMap<>();
    Matcher variable = Pattern.compile("--env (\\w+)=(\\S+)").matcher(command);
    while (variable.find()) {
      String value = variable.group(2);
      environment.put(variable.group(1), value.startsWith("@") ? "" : value);
    }
    return new HostingFile(
        "Koyeb",
        environment,
        only("--ports (\\d+):http", command),
        only("--checks \\d+:http:(\\S+)", command),
        KOYEB_STOP_SECONDS,
        PLANS_MIB.getOrDefault(only("--instance-type (\\S+)", command), 0));
  }

  /** As much of TOML as is used: tables, strings and numbers; and the comment about secrets. */
  private static Map<String, String> toml(Path file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    String table = "";
    for (String line : Files.readAllLines(file)) {
      Matcher header = Pattern.compile("\\s*\\[+([\\w.]+)]+").matcher(line);
      Matcher value = Pattern.compile("\\s*(\\w+) = \"?([^\"]*)\"?").matcher(line);
      if (line.startsWith("#") && line.contains("secrets set")) {
        values.put("secrets", line);
      } else if (header.matches()) {
        table = header.group(1) + ".";
      } else if (value.matches()) {
        values.put(table + value.group(1), value.group(2));
      } else if (!line.isBlank() && !line.strip().startsWith("#")) {
        throw new AssertionError("no TOML that is understood: " + line);
      }
    }
    return values;
  }

  private static String only(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
