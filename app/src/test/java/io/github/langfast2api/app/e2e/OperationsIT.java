package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of the running jar. */
@Timeout(120)
class OperationsIT {

  private static LangFastServer langFast;

  private final Path keys;

  OperationsIT(@TempDir Path folder) {
    this.keys = folder.resolve("keys.json");
  }

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.start();
  }

  @AfterAll
  static void stop() {
    langFast.close();
  }

  private static GatewayProcess gateway(String... more) throws Exception {
    Map<String, String> settings = new HashMap<>(langFast.settings());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return GatewayProcess.start(settings);
  }

  private static ChatClient client(GatewayProcess gateway, String key) {
    return new ChatClient(gateway.url(), key);
  }

  private static String line(GatewayProcess gateway, String id) {
    String start = "RequestLog: id=" + id;
    Moments.until("the request is logged", () -> gateway.output().contains(start));
    return gateway.output().lines().filter(line -> line.contains(start)).findFirst().orElseThrow();
  }

  @Test
  void everyRequestIsALineThatTellsNothingOfWhatWasSaid() throws Exception {
    try (GatewayProcess gateway = gateway();
        ChatClient client = client(gateway, "sk-first")) {
      ChatClient.Stream stream = client.stream("say one secret");
      String body = stream.rest();
      assertTrue(body.contains("secret"), body);
      String line = line(gateway, stream.id());
      assertTrue(
          line.contains(
              " client=key-1 method=POST path=/v1/chat/completions status=200 end=done"
                  + " model=gpt-4.1 stream=true first_token_ms="),
          line);
      assertTrue(line.contains(" prompt_tokens=") && line.contains(" bytes="), line);
      assertEquals(200, client.get("/health").statusCode());
      assertEquals(200, client.get("/metrics").statusCode());
      HttpResponse<String> failed = client.ask("fail no luck");
      assertTrue(line(gateway, ChatClient.id(failed)).contains(" status=502 end=upstream_error "));
      HttpResponse<String> wrong = client(gateway, "sk-of-nobody-at-all").get("/v1/models");
      assertTrue(line(gateway, ChatClient.id(wrong)).contains(" status=401 end=refused "));
      for (String word :
          new String[] {"secret", "sk-first", "sk-of-nobody", "/health", "/metrics"}) {
        assertFalse(gateway.output().contains(word), gateway.output());
      }
    }
  }

  @Test
  void aClientThatLeavesIsLoggedAsTheOneWhoLeft() throws Exception {
    try (GatewayProcess gateway = gateway();
        ChatClient client = client(gateway, "sk-first")) {
      ChatClient.Stream stream = client.stream(ChatClient.script("{\"say\":\"begun\"}"));
      stream.close();
      assertTrue(line(gateway, stream.id()).contains(" end=client_gone "));
    }
  }

  @Test
  void linesOfJsonAreObjects() throws Exception {
    try (GatewayProcess gateway = gateway("LOG_FORMAT", "json");
        ChatClient client = client(gateway, "sk-first")) {
      String id = ChatClient.id(client.ask("say hi"));
      Moments.until("the request is logged", () -> gateway.output().contains(id));
      String line =
          gateway.output().lines().filter(each -> each.contains(id)).findFirst().orElseThrow();
      assertTrue(line.startsWith("{\"time\":\"") && line.endsWith("}"), line);
      assertTrue(line.contains("\"status\":200,\"end\":\"done\",\"model\":\"gpt-4.1\""), line);
    }
  }

  @Test
  void whatHappensIsCounted() throws Exception {
    try (GatewayProcess gateway = gateway();
        ChatClient client = client(gateway, "sk-first")) {
      assertEquals(200, client.ask("say one two three four").statusCode());
      assertEquals(502, client.ask("fail no luck").statusCode());
      ChatClient.Stream held = client.stream(ChatClient.script("{\"say\":\"begun\"}"));
      String metrics = client.get("/metrics").body();
      held.close();
      String model = "{gen_ai_operation_name=\"chat\",gen_ai_request_model=\"gpt-4.1\"";
      for (String line :
          new String[] {
            "gen_ai_server_request_duration_seconds_count" + "{error_type=\"\",",
            "gen_ai_server_time_to_first_token_seconds_count" + model + "} 1",
            "gen_ai_server_time_per_output_token_seconds_count" + model + "} 1",
            "gen_ai_client_token_usage_sum" + model + ",gen_ai_token_type=\"output\"} 4.0",
            "langfast2api_streams_in_flight 1.0",
            "langfast2api_streams_ended_total{reason=\"done\"} 1.0",
            "langfast2api_streams_ended_total{reason=\"upstream_error\"} 1.0",
            "langfast2api_overhead_seconds_count 1",
            "langfast2api_upstream_calls_total{status=\"200\",step=\"start_run\"} 3.0",
            "langfast2api_upstream_calls_total{status=\"200\",step=\"connect\"} 1.0",
            "langfast2api_socket_reconnects_total 0.0",
            "langfast2api_session_refreshes_total 0.0",
          }) {
        assertTrue(metrics.contains("\n" + line), () -> line + " is not in\n" + metrics);
      }
    }
  }

  @Test
  void probesMayAskForTheHeadersAloneAndSpeakHttp10() throws Exception {
    try (GatewayProcess gateway = gateway()) {
      int port = URI.create(gateway.url()).getPort();
      awaitReady(port);
      for (String path : List.of("/", "/health", "/health/live", "/health/ready", "/metrics")) {
        String get = said(port, "GET " + path + " HTTP/1.0\r\n\r\n");
        assertTrue(get.startsWith("HTTP/1.1 200 ") && !get.endsWith("\r\n\r\n"), get);
        for (String version : List.of("1.0\r\n", "1.1\r\nHost: x\r\nConnection: close\r\n")) {
          String head = said(port, "HEAD " + path + " HTTP/" + version + "\r\n");
          assertTrue(head.startsWith("HTTP/1.1 200 ") && head.endsWith("\r\n\r\n"), head);
        }
        String post =
            said(port, "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(post.startsWith("HTTP/1.1 405 "), post);
      }
    }
  }

  private static void awaitReady(int port) {
    Moments.until(
        "it is connected",
        () -> {
          try {
            return said(port, "GET /health/ready HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 200 ");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String said(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void withoutKeysOnLoopbackNoOtherHostIsServed() throws Exception {
    Map<String, String> open = Map.of("LANGFAST_UPSTREAM", "simulator");
    Map<String, String> allowing = Map.of("ALLOWED_HOSTS", "a.example, evil.example");
    Map<String, String> closed = Map.of("USER_SET_KEY", "sk-first");
    Map<String, String> everywhere = Map.of("HOST", "0.0.0.0");
    String rest = " HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n";
    for (Map<String, String> settings : List.of(open, allowing, closed, everywhere)) {
      try (GatewayProcess gateway = GatewayProcess.start(settings)) {
        int port = URI.create(gateway.url()).getPort();
        int status = settings == open ? 403 : 200;
        for (String path : List.of("/", "/health/live", "/metrics")) {
          String answer = said(port, "GET " + path + rest);
          assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        }
      }
    }
  }

  @Test
  void healthIsToldUnderFullLoad() throws Exception {
    try (GatewayProcess gateway = gateway("MAX_ANSWERS", "1");
        ChatClient client = client(gateway, "sk-first")) {
      ChatClient.Stream held = client.stream(ChatClient.script("{\"say\":\"begun\"}"));
      assertEquals(200, client.get("/health/live").statusCode());
      assertEquals(200, client.get("/health/ready").statusCode());
      HttpResponse<String> refused = client.ask("say hi");
      assertEquals(503, refused.statusCode());
      assertTrue(refused.headers().firstValue("retry-after").isPresent());
      held.close();
    }
  }

  @Test
  void keysChangeWithoutARestart() throws Exception {
    Files.writeString(keys, "{\"keys\":[{\"name\":\"ann\",\"key\":\"sk-ann\"}]}");
    try (GatewayProcess gateway = gateway("KEYS_FILE", keys.toString());
        ChatClient ann = client(gateway, "sk-ann");
        ChatClient ben = client(gateway, "sk-ben");
        ChatClient first = client(gateway, "sk-first")) {
      assertEquals(200, ann.get("/v1/models").statusCode());
      assertEquals(200, first.get("/v1/models").statusCode());
      assertEquals(401, ben.get("/v1/models").statusCode());
      Files.writeString(keys, "{\"keys\":[{\"name\":\"ben\",\"key\":\"sk-ben\"}]}");
      Files.setLastModifiedTime(keys, FileTime.from(Instant.now().plusSeconds(9)));
      Moments.until("the new key is known", () -> status(ben) == 200);
      assertEquals(401, ann.get("/v1/models").statusCode());
    }
  }

  private static int status(ChatClient client) {
    try {
      return client.get("/v1/models").statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
