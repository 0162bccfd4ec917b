package io.github.langfast2api.app;

import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.RequestObserver;
import io.github.langfast2api.langfast.emulation.EmulationCounts;
import io.github.langfast2api.langfast.emulation.EmulationObserver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The request log: a structured log record per request, except for {@code /health}, {@code
 * /metrics} and what is read of {@code /status}. It has nothing of prompts and answers in it, and
 * no keys.
 */
final class RequestLog implements RequestObserver, EmulationObserver {

  private static final Logger LOG = Logger.getLogger(RequestLog.class.getName());

  private final RequestLocal<RequestTally> tallies = new RequestLocal<>();

  @Override
  public Observation begin(Received received) {
    boolean monitoring =
        received.path().startsWith("/health") || received.path().startsWith("/metrics");
    return monitoring || !LOG.isLoggable(Level.INFO) ? served -> {} : new LoggedRequest();
  }

  @Override
  public AnswerObservation begin() {
    return tallies.get().<AnswerObservation>map(tally -> tally::add).orElse(counts -> {});
  }

  /** A request whose end is logged. */
  private final class LoggedRequest implements Observation {

    private final RequestTally tally = new RequestTally();

    LoggedRequest() {
      tallies.bind(tally);
    }

    @Override
    public void end(Served served) {
      tallies.unbind();
      if (!watches(served)) {
        log(served, tally.counts());
      }
    }

    @Override
    public Runnable carried(Runnable task) {
      return tallies.carried(tally, task);
    }
  }

  /** Whether it was read by somebody who watches; one who may not is logged. */
  private static boolean watches(Served served) {
    return served.received().path().startsWith("/status")
        && (served.end() == EndReason.DONE || served.end() == EndReason.CLIENT_GONE);
  }

  private static void log(Served served, EmulationCounts counts) {
    LogRecord entry = new LogRecord(Level.INFO, "request");
    entry.setLoggerName(LOG.getName());
    entry.setParameters(new Object[] {fields(served, counts)});
    LOG.log(entry);
  }

  private static Map<String, Object> fields(Served served, EmulationCounts counts) {
    Received received = served.received();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", received.id());
    received.clientId().ifPresent(id -> fields.put("client_id", printable(id)));
    served.client().ifPresent(name -> fields.put("client", printable(name)));
    fields.put("method", printable(received.method()));
    fields.put("path", printable(received.path()));
    fields.put("status", served.status());
    fields.put("end", served.end().name().toLowerCase(Locale.ROOT));
    served.chat().ifPresent(chat -> put(fields, chat));
    put(fields, counts);
    fields.put("ms", millis(served.duration()));
    fields.put("bytes", served.bytes());
    return fields;
  }

  private static void put(Map<String, Object> fields, Chat chat) {
    fields.put("model", printable(chat.asked()));
    fields.put("stream", chat.stream());
    chat.firstText().ifPresent(time -> fields.put("first_token_ms", millis(time)));
    chat.usage().ifPresent(usage -> put(fields, usage));
  }

  private static void put(Map<String, Object> fields, Usage usage) {
    fields.put("prompt_tokens", usage.prompt());
    fields.put("completion_tokens", usage.completion());
  }

  /** What did not happen is not told. */
  private static void put(Map<String, Object> fields, EmulationCounts counts) {
    putCount(fields, "tool_calls", counts.calls());
    putCount(fields, "dropped_texts", counts.dropped());
    putCount(fields, "repairs", counts.repairs());
    putCount(fields, "second_asks", counts.secondAsks());
    putCount(fields, "refusals", counts.refusals());
  }

  private static void putCount(Map<String, Object> fields, String name, int count) {
    if (count > 0) {
      fields.put(name, count);
    }
  }

  private static double millis(Duration time) {
    return Math.round(time.toNanos() / 1e5) / 10.0;
  }

  /**
   * Replaces what could begin a line or field in the log: clients must not be able to forge one.
   */
  private static String printable(String text) {
    String shortened = text.length() <= 200 ? text : text.substring(0, 200) + "…";
    return shortened.replaceAll("[^\\x21-\\x7e…]", "?");
  }
}
