package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the jar starts, or says why it does not, and how it stops. */
@Timeout(120)
class StartAndStopIT {

  @ParameterizedTest
  @CsvSource({
    "PORT=eighty, PORT is",
    "PROT=9000, did you mean PORT?",
    "--hlep, is not understood",
    "LANGFAST_PASWORD=x, did you mean LANGFAST_PASSWORD?",
    "XYZZYX=1, is no setting. --help lists",
    "HOST=no.such.host.invalid, HOST is",
    "MODELS_FILE=no-such-file, MODELS_FILE is"
  })
  void aWrongSettingEndsTheStartWithOneLine(String argument, String told) throws Exception {
    assertEndsWith(told, Path.of(""), argument);
  }

  @Test
  void anAddressOfIpv6MayBeWrittenAsInAUrl() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(Map.of("HOST", "[::1]"));
        ChatClient client = new ChatClient(gateway.url())) {
      assertTrue(gateway.url().startsWith("http://[::1]:"), gateway.url());
      assertEquals(200, client.status("/health/live"));
    }
  }

  @Test
  void aPortThatIsTakenEndsTheStartWithOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEndsWith("It cannot listen on", Path.of(""), "PORT=" + taken.getLocalPort());
    }
  }

  @Test
  void aBrokenSettingsFileEndsTheStartWithOneLine(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("application.yaml"), "PORT: [\n");
    assertEndsWith("application.yaml in the working directory", folder);
  }

  @Test
  void aSettingBeyondAsciiIsReadInAnyLocale() throws Exception {
    Map<String, String> settings =
        Map.of(
            "LC_ALL", "POSIX",
            "LANGFAST_UPSTREAM", "simulator",
            "MODEL_ALIASES", "schl\u00fcssel=gpt-4.1");
    try (GatewayProcess gateway = GatewayProcess.start(settings);
        HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/models")).build();
      String models = http.send(request, BodyHandlers.ofString()).body();
      assertTrue(models.contains("\"schl\u00fcssel\""), models);
    }
  }

  @Test
  void itTellsOfItselfWithoutStarting() throws Exception {
    String help = told(0, "--help");
    assertTrue(help.contains("Usage: ") && help.contains("LANGFAST_ANON_KEY: "), help);
    String version = told(0, "--version");
    assertTrue(version.matches("langfast2api \\d+\\.\\d+\\.\\d+\\S*"), version);
  }

  @Test
  void aCheckTellsWhetherInstancesCanShare() throws Exception {
    String told = told(0, "--check", "REDIS_URL=redis://127.0.0.1:1");
    assertTrue(told.contains("Redis (127.0.0.1:1) cannot be used: "), told);
    assertTrue(told.contains("share nothing until it can."), told);
  }

  @Test
  void aCheckTellsWhetherItWouldWork() throws Exception {
    String simulated = told(0, "--check");
    assertTrue(simulated.contains("The simulator would answer"), simulated);
    String nobody =
        told(
            2,
            "--check",
            "LANGFAST_ANON_KEY=k",
            "LANGFAST_SUPABASE_URL=http://127.0.0.1:1",
            "LANGFAST_RUNNER_URL=http://127.0.0.1:1",
            "LOG_LEVEL=error");
    assertTrue(nobody.contains("LangFast cannot be used: LangFast cannot be reached"), nobody);
    try (LangFastServer langFast = LangFastServer.start()) {
      List<String> arguments = new ArrayList<>(List.of("--check"));
      langFast.settings().forEach((name, value) -> arguments.add(name + "=" + value));
      String real = told(0, arguments.toArray(String[]::new));
      assertTrue(real.contains("LangFast let it sign in and connect"), real);
      assertTrue(real.contains("Clients need a key."), real);
      assertEquals(0, langFast.count("startRun"));
      arguments.add("LANGFAST_PASSWORD=wrong");
      String refused = told(2, arguments.toArray(String[]::new));
      assertTrue(refused.contains("Invalid login credentials"), refused);
    }
  }

  @Test
  void aCheckTellsWhereTheKeyComesFromAndNotAllOfIt() throws Exception {
    try (LangFastServer langFast = LangFastServer.start()) {
      List<String> arguments = new ArrayList<>(List.of("--check"));
      langFast.guestSettings().forEach((name, value) -> arguments.add(name + "=" + value));
      String found = told(0, arguments.toArray(String[]::new));
      assertTrue(found.contains("with the key of " + langFast.url() + ", eyJhbG…"), found);
      arguments.add("LANGFAST_SITE=" + langFast.url() + "/moved");
      String moved = told(2, arguments.toArray(String[]::new));
      assertTrue(moved.contains("LangFast's key cannot be found"), moved);
      assertTrue(moved.contains("set LANGFAST_ANON_KEY by hand"), moved);
    }
  }

  private static String told(int status, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("LANGFAST_"));
    builder.environment().put("PORT", "0");
    builder.environment().put("LANGFAST_SESSION_FILE", GatewayProcess.freshFile());
    try (RunningProcess process = RunningProcess.start(builder)) {
      assertEquals(status, process.awaitExit(), process::output);
      assertFalse(process.output().contains("Exception"), process.output());
      return process.output();
    }
  }

  private static List<String> command(String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, "-jar", System.getProperty("gateway.jar")));
    command.addAll(List.of(arguments));
    return command;
  }

  @Test
  void everyStreamIsToldThatTheGatewayStops() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(Map.of());
        HttpClient http = HttpClient.newHttpClient();
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger begun = new AtomicInteger();
      List<Future<String>> streams = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        streams.add(readers.submit(() -> stream(http, gateway.url(), begun)));
      }
      Moments.until("all streams have begun", () -> begun.get() == 8);
      gateway.stop();
      for (Future<String> stream : streams) {
        String end = stream.get();
        assertTrue(
            end.contains("data: {\"error\":") && end.contains("The gateway is stopping."), end);
        assertFalse(end.contains("[DONE]"), end);
      }
      assertFalse(gateway.output().contains("Exception"), gateway.output());
    }
  }

  private static String stream(HttpClient http, String url, AtomicInteger begun) throws Exception {
    String body =
        """
        {"model": "gpt-4.1", "stream": true, "messages": [{"role": "user", "content": "%s"}]}\
        """
            .formatted("Say something long. ".repeat(20));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (InputStream in = http.send(request, BodyHandlers.ofInputStream()).body()) {
      byte[] first = in.readNBytes(100);
      begun.incrementAndGet();
      // To the end, which must come by the rules of HTTP: a cut-off body throws.
      return new String(first, StandardCharsets.UTF_8)
          + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertEndsWith(String told, Path folder, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command(arguments)).directory(folder.toAbsolutePath().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LANGFAST_"));
    builder.environment().put("HOST", "127.0.0.1");
    builder.environment().put("PORT", "0");
    try (RunningProcess process = RunningProcess.start(builder)) {
      assertEquals(2, process.awaitExit(), process::output);
      assertEquals(1, process.output().lines().count(), process::output);
      assertTrue(process.output().startsWith("langfast2api cannot start. "), process::output);
      assertTrue(process.output().contains(told), process::output);
    }
  }
}
