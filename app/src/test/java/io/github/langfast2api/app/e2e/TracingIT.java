package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.langfast2api.ports.contract.Moments;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces, as a collector gets them. */
@Timeout(120)
class TracingIT {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String[] PARENT = {"traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"};
  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  @Test
  void aRequestAndItsStepsAreSpansOfTheClientsTrace() throws Exception {
    JsonObject message =
        JSON.createObjectBuilder().add("role", "user").add("content", "secret").build();
    JsonObject body =
        JSON.createObjectBuilder()
            .add("model", "gpt-4.1")
            .add("stream", true)
            .add("messages", JSON.createArrayBuilder().add(message))
            .build();
    try (Collector collector = new Collector()) {
      try (GatewayProcess gateway = GatewayProcess.start(collector.settings());
          ChatClient client = new ChatClient(gateway.url())) {
        assertEquals(200, client.post(body, PARENT).statusCode());
        gateway.stop();
        Moments.until("the spans arrive", () -> collector.spans().contains("chat gpt-4.1"));
      }
      String sent = collector.spans();
      assertEquals(2, spansOfTheTrace(sent), "the request, and the start of the run");
      assertTrue(sent.contains("langfast start_run") && sent.contains("langfast connect"));
      assertTrue(sent.contains("gen_ai.usage.output_tokens"));
      assertFalse(sent.contains("secret"), "what was said is in a span");
    }
  }

  @Test
  void aSecondAskIsASpanOfItsOwnWithTheRunThatItStarts() throws Exception {
    try (Collector collector = new Collector();
        LangFastServer langFast = LangFastServer.start()) {
      Map<String, String> settings = new HashMap<>(langFast.settings());
      settings.putAll(collector.settings());
      try (GatewayProcess gateway = GatewayProcess.start(settings);
          ChatClient client = new ChatClient(gateway.url())) {
        assertEquals(200, client.ask("hi").statusCode());
        JsonObject body = ToolCallRow.named("required, and called when asked again").request();
        assertEquals(200, client.post(body, PARENT).statusCode());
        gateway.stop();
        Moments.until("the spans arrive", () -> collector.spans().contains("second_ask"));
      }
      assertEquals(
          4, spansOfTheTrace(collector.spans()), "the request, the second ask, and two runs");
      assertEquals(1, occurrences("second_ask", collector.spans()));
    }
  }

  private static int spansOfTheTrace(String sent) {
    return occurrences(new String(HexFormat.of().parseHex(TRACE), ISO_8859_1), sent);
  }

  private static int occurrences(String part, String text) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  /** A collector of traces, which keeps what it gets as bytes. */
  private static final class Collector implements AutoCloseable {

    private final AtomicReference<String> spans = new AtomicReference<>("");
    private final HttpServer server;

    Collector() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/v1/traces", this::collect);
      server.start();
    }

    Map<String, String> settings() {
      return Map.of(
          "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    String spans() {
      return spans.get();
    }

    private void collect(HttpExchange exchange) throws IOException {
      boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
      byte[] body =
          (gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody())
              .readAllBytes();
      spans.updateAndGet(before -> before + new String(body, ISO_8859_1));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
