package io.github.langfast2api.app;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.Settings;
import io.github.langfast2api.app.training.JavaRuntime;
import io.github.langfast2api.app.training.TrainingTraffic;
import io.github.langfast2api.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The training run for the JVM's ahead-of-time cache (JEP 514, JEP 515): with {@code
 * -XX:AOTCacheOutput} it writes a cache of the gateway's classes and of profiles of its methods.
 * The gateway serves clients of all its APIs with a LangFast behind TLS; both are {@link
 * TrainingTraffic}, in a process of its own.
 */
final class Training {

  /** How many requests are served where none are named. */
  private static final int REQUESTS = 1000;

  private static final Map<String, String> SETTINGS =
      Map.of("PORT", "0", "HOST", "127.0.0.1", "LOG_LEVEL", "error");

  private final Path folder;

  private Training(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs the training.
   *
   * @param args the number of requests, if any
   */
  public static void main(String[] args) throws Exception {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : REQUESTS;
    Path folder = Files.createTempDirectory("training");
    Training training = new Training(folder);
    Process traffic = training.startTraffic(requests);
    boolean served;
    try (BufferedReader out = traffic.inputReader(StandardCharsets.UTF_8)) {
      String langFast = out.readLine();
      // Which is read once, by whoever needs TLS first.
      System.setProperty(
          "javax.net.ssl.trustStore", folder.resolve(TrainingTraffic.TRUST_STORE).toString());
      training.learnStart();
      served = training.serve(langFast, traffic);
    } finally {
      traffic.destroy();
      delete(folder);
    }
    // With another status than 0 no launcher keeps the cache.
    System.exit(served ? 0 : 1);
  }

  private Process startTraffic(int requests) throws IOException {
    List<String> options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");
    return new ProcessBuilder(
            JavaRuntime.command(
                options, TrainingTraffic.class, folder.toString(), String.valueOf(requests)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** What a start without settings needs, and what the commands print. */
  private void learnStart() throws IOException {
    System.out.print(CommandLineHelp.text());
    AppConfig config = config(Map.of("LANGFAST_UPSTREAM", "simulator"));
    Logging.start(config.telemetry());
    System.out.print(ConfigurationCheck.of(config));
    try (RunningGateway gateway = new Wiring(config).start();
        Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), gateway.port())) {
      System.out.print(Banner.of(config, gateway.port()));
      String request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] unused = client.getInputStream().readAllBytes();
    }
  }

  /** Whether all requests were answered as they should be. */
  private boolean serve(String langFast, Process traffic) throws Exception {
    AppConfig config =
        config(
            Map.of(
                "LANGFAST_UPSTREAM",
                "langfast",
                "LANGFAST_ANON_KEY",
                Simulator.ANON_KEY,
                "LANGFAST_SUPABASE_URL",
                langFast,
                "LANGFAST_RUNNER_URL",
                langFast,
                "USER_SET_KEY",
                "training"));
    System.out.print(ConfigurationCheck.of(config));
    try (RunningGateway gateway = new Wiring(config).start();
        Writer in = traffic.outputWriter(StandardCharsets.UTF_8)) {
      in.write("http://127.0.0.1:" + gateway.port() + "\n");
      in.flush();
      return traffic.waitFor() == 0;
    }
  }

  private AppConfig config(Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(others);
    Map<String, String> properties =
        Map.of("user.home", ".", "LANGFAST_SESSION_FILE", folder.resolve("session").toString());
    return AppConfig.of(Settings.of(properties, settings));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
