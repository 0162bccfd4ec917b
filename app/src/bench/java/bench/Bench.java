package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures what the gateway costs: processor time and memory of its own process by the kernel's
 * accounting, which others on the machine do not change, and times against the same calls made
 * without it. Prints a table in Markdown.
 *
 * <p>Arguments: the jar, the core to pin the gateway to (empty for any), how many streams to hold
 * open at a pace, or 0 for the figures of single answers, then flags of the JVM.
 */
public final class Bench {

  private static final Duration NONE = Duration.ZERO;
  private static final Duration CALL = Duration.ofMillis(40);

  private final String jar;
  private final List<String> pin;
  private final int streams;
  private final List<String> flags;
  private final List<String> rows = new ArrayList<>();

  private Bench(String[] args) {
    jar = args[0];
    pin = args[1].isEmpty() ? List.of() : List.of("taskset", "-c", args[1]);
    streams = Integer.parseInt(args[2]);
    flags = List.of(args).subList(3, args.length);
  }

  public static void main(String[] args) throws Exception {
    Bench bench = new Bench(args);
    if (bench.streams == 0) {
      bench.single();
    } else {
      bench.paced(Duration.ofMillis(bench.streams / 20));
    }
    bench.print();
    System.exit(0);
  }

  /** One process after another, so that none has what the one before it left. */
  private void single() throws Exception {
    try (Upstream upstream = new Upstream();
        Gateway gateway = Gateway.start(upstream, jar, pin, flags)) {
      Thread.sleep(1000);
      row("idle memory", "90 MiB", "%.0f MiB", gateway.rss());
      Clients clients = new Clients(gateway.port());
      upstream.play(new Upstream.Plan(3, NONE, CALL));
      double cold = clients.firstTexts(1).getFirst();
      row("first text, first request, calls of 40 ms", "", "%.0f ms", cold);
      upstream.play(new Upstream.Plan(20, NONE, NONE));
      warm(clients, 4000, 8);
      upstream.play(new Upstream.Plan(3, NONE, CALL));
      row(
          "first text beyond the one call of 40 ms, median",
          "2 ms",
          "%.1f ms",
          median(clients.firstTexts(30)) - CALL.toMillis());
      upstream.play(new Upstream.Plan(1, NONE, NONE));
      perRequest(gateway);
      fullSpeed(upstream, gateway);
      oneLong(upstream, gateway);
    }
  }

  private void perRequest(Gateway gateway) throws Exception {
    Clients clients = new Clients(gateway.port());
    await(clients.open(8, 1000, false));
    double before = gateway.cpu();
    int requests = 8 * 500;
    await(clients.open(8, 500, false));
    row(
        "processor time per answer as JSON, all of it",
        "150 µs",
        "%.0f µs",
        (gateway.cpu() - before) / requests * 1e6);
  }

  /** Answers of 20 KB as fast as they come: a slow reader gets fewer, larger deltas. */
  private void fullSpeed(Upstream upstream, Gateway gateway) throws Exception {
    upstream.play(new Upstream.Plan(1250, NONE, NONE));
    warm(new Clients(gateway.port()), 16, 2);
    Clients clients = new Clients(gateway.port());
    long events = upstream.events();
    double before = gateway.cpu();
    await(clients.open(16, 10, true));
    events = upstream.events() - events;
    row(
        "processor time per event, 20 KB answers at full speed",
        "5 µs",
        "%.1f µs (%.1f events in a delta)",
        (gateway.cpu() - before) / events * 1e6,
        (double) events / clients.deltas.sum());
  }

  /** An answer whose events grow with it: 128 KB in pieces of 16 characters are 512 MB. */
  private void oneLong(Upstream upstream, Gateway gateway) throws Exception {
    int pieces = 8192;
    upstream.play(new Upstream.Plan(pieces, NONE, NONE));
    Clients clients = new Clients(gateway.port());
    double before = gateway.cpu();
    await(clients.open(1, 1, true));
    double megabytes = (double) pieces * pieces / 2 * Upstream.PIECE / 1e6;
    row(
        "processor time per MB read, one answer of 128 KB in 16-character events",
        "",
        "%.2f ms (%.0f MB)",
        (gateway.cpu() - before) / megabytes * 1e3,
        megabytes);
  }

  /** Twenty thousand events a second, whatever the number of streams. */
  private void paced(Duration pace) throws Exception {
    try (Upstream upstream = new Upstream();
        Gateway gateway = Gateway.start(upstream, jar, pin, flags)) {
      upstream.play(new Upstream.Plan(20, NONE, NONE));
      warm(new Clients(gateway.port()), 2000, 10);
      double idle = gateway.rss();
      Duration life = Duration.ofSeconds(25 + streams / 500);
      upstream.play(new Upstream.Plan((int) (life.toMillis() / pace.toMillis()), pace, NONE));
      Clients clients = new Clients(gateway.port());
      CountDownLatch done = clients.open(streams, 1, true);
      while (clients.begun.get() + clients.failed.get() < streams && done.getCount() > 0) {
        Thread.sleep(50);
      }
      long deltas = clients.deltas.sum();
      double before = gateway.cpu();
      Thread.sleep(10_000);
      double cpu = gateway.cpu() - before;
      deltas = clients.deltas.sum() - deltas;
      double rss = gateway.rss();
      String goal = streams <= 5000 ? "10 µs" : "";
      row(
          "processor time per delta, %,d paced streams".formatted(streams),
          goal,
          "%.1f µs (%,d deltas/s)",
          cpu / deltas * 1e6,
          deltas / 10);
      row("age of a delta, p50 / p99", "", "%.2f / %.1f ms", clients.age(0.5), clients.age(0.99));
      row(
          "memory at %,d streams".formatted(streams),
          streams == 10_000 ? "600 MiB" : "",
          "%.0f MiB (%.0f KB each; %d failed)",
          rss,
          (rss - idle) * 1024 / streams,
          clients.failed.get());
    }
  }

  private static void warm(Clients clients, int requests, int at) throws InterruptedException {
    await(clients.open(at, requests / at, true));
  }

  private static void await(CountDownLatch done) throws InterruptedException {
    if (!done.await(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException("answers do not end");
    }
  }

  private static double median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private void row(String what, String goal, String form, Object... figures) {
    rows.add("| " + what + " | " + goal + " | " + String.format(Locale.ROOT, form, figures) + " |");
    System.err.println(rows.getLast());
  }

  private void print() throws IOException {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse("unknown");
    if (streams == 0) {
      head(cpu);
    }
    rows.forEach(System.out::println);
  }

  private void head(String cpu) {
    System.out.printf(
        "%s, %d cores of %s, JDK %s, gateway with `%s`%s%n%n",
        LocalDate.now(),
        Runtime.getRuntime().availableProcessors(),
        cpu,
        Runtime.version(),
        String.join(" ", flags),
        pin.isEmpty() ? "" : " on one core");
    System.out.println("| what | goal | figure |\n|---|---|---|");
  }
}
