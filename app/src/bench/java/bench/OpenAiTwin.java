package bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The upstream of the load as OpenAI would have it: the same deltas at the same pace, as
 * server-sent events or, once all have come, as one JSON object.
 */
final class OpenAiTwin implements HttpHandler {

  private static final Pattern STREAM = Pattern.compile("\"stream\":\\s*true");
  private static final String HEAD =
      "{\"id\":\"chatcmpl-0123456789abcdefghijklmnop\",\"object\":\"%s\",\"created\":1700000000,"
          + "\"model\":\"gpt-4.1\",\"choices\":[{\"index\":0,";
  private static final String EVENT = "data: " + HEAD.formatted("chat.completion.chunk");
  private static final byte[] BEFORE = bytes(EVENT + "\"delta\":{\"content\":\"");
  private static final byte[] AFTER = bytes("\"},\"finish_reason\":null}]}\n\n");
  private static final byte[] FIRST =
      bytes(
          EVENT
              + "\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n");
  private static final byte[] LAST =
      bytes(EVENT + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
  private static final String WHOLE =
      HEAD.formatted("chat.completion")
          + "\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":%d,\"total_tokens\":%d}}";

  private final Supplier<Upstream.Plan> plan;
  private final LongAdder events;

  /**
   * @param plan of the next answer
   * @param events counts the deltas
   */
  OpenAiTwin(Supplier<Upstream.Plan> plan, LongAdder events) {
    this.plan = plan;
    this.events = events;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Upstream.Plan now = plan.get();
    byte[] request = exchange.getRequestBody().readAllBytes();
    Upstream.pause(now.call());
    try (exchange) {
      if (STREAM.matcher(new String(request, StandardCharsets.UTF_8)).find()) {
        stream(exchange, now);
      } else {
        whole(exchange, now);
      }
    }
  }

  private void stream(HttpExchange exchange, Upstream.Plan now) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(FIRST);
      for (int i = 0; i < now.pieces(); i++) {
        out.write(BEFORE);
        out.write(bytes(piece()));
        out.write(AFTER);
        out.flush();
        events.increment();
        Upstream.pause(now.pace());
      }
      out.write(LAST);
    }
  }

  private void whole(HttpExchange exchange, Upstream.Plan now) throws IOException {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < now.pieces(); i++) {
      content.append(piece());
      events.increment();
      Upstream.pause(now.pace());
    }
    byte[] body = bytes(WHOLE.formatted(content, now.pieces(), now.pieces() + 8));
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String piece() {
    return HexFormat.of().toHexDigits(System.nanoTime());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
