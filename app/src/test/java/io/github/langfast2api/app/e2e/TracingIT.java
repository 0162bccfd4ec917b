package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.langfast2api.ports.contract.Moments;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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

  @Test
  void aRequestAndItsStepsAreSpansOfTheClientsTrace() throws Exception {
    AtomicReference<String> spans = new AtomicReference<>("");
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
          byte[] body =
              (gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody())
                  .readAllBytes();
          spans.updateAndGet(before -> before + new String(body, ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
    try (GatewayProcess gateway =
            GatewayProcess.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
        HttpClient http = HttpClient.newHttpClient()) {
      String body =
          """
          {"model": "gpt-4.1", "stream": true, "messages": [{"role": "user", "content": "secret"}]}\
          """;
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
              .POST(BodyPublishers.ofString(body))
              .build();
      assertEquals(200, http.send(request, BodyHandlers.ofString()).statusCode());
      gateway.stop();
      Moments.until("the spans arrive", () -> spans.get().contains("chat gpt-4.1"));
    } finally {
      collector.stop(0);
    }
    String sent = spans.get();
    String trace = new String(HexFormat.of().parseHex(TRACE), ISO_8859_1);
    assertEquals(
        2,
        sent.split(Pattern.quote(trace), -1).length - 1,
        "the request, and the start of the run");
    assertTrue(sent.contains("langfast start_run") && sent.contains("langfast connect"));
    assertTrue(sent.contains("gen_ai.usage.output_tokens"));
    assertFalse(sent.contains("secret"), "what was said is in a span");
  }
}
