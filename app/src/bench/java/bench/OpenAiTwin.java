package bench;

import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The upstream of the load as OpenAI would have it: the same deltas at the same pace, as
 * server-sent events or, once all have come, as one JSON object.
 */
final class OpenAiTwin {

  private static final Pattern STREAM = Pattern.compile("\"stream\":\\s*true");
  private static final String HEAD =
      "{\"id\":\"chatcmpl-0123456789abcdefghijklmnop\",\"object\":\"%s\",\"created\":1700000000,"
          + "\"model\":\"gpt-4.1\",\"choices\":[{\"index\":0,";
  private static final String EVENT = "data: " + HEAD.formatted("chat.completion.chunk");
  private static final String BEFORE = EVENT + "\"delta\":{\"content\":\"";
  private static final String AFTER = "\"},\"finish_reason\":null}]}\n\n";
  private static final String FIRST =
      EVENT + "\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n";
  private static final String LAST =
      EVENT + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
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

  /** Answers a request for a chat completion, as it asks for it. */
  void answer(String request, LoadServer.Answer answer) throws IOException {
    Upstream.Plan now = plan.get();
    Upstream.pause(now.call());
    if (STREAM.matcher(request).find()) {
      stream(now, answer);
    } else {
      whole(now, answer);
    }
  }

  private void stream(Upstream.Plan now, LoadServer.Answer answer) throws IOException {
    for (int i = 0; i < now.pieces(); i++) {
      String event = BEFORE + piece() + AFTER;
      if (i == 0) {
        answer.begin(FIRST + event);
      } else {
        answer.next(event);
      }
      events.increment();
      Upstream.pause(now.pace());
    }
    answer.end(LAST);
  }

  private void whole(Upstream.Plan now, LoadServer.Answer answer) throws IOException {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < now.pieces(); i++) {
      content.append(piece());
      events.increment();
      Upstream.pause(now.pace());
    }
    answer.json(WHOLE.formatted(content, now.pieces(), now.pieces() + 8));
  }

  private static String piece() {
    return HexFormat.of().toHexDigits(System.nanoTime());
  }
}
