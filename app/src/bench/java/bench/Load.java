package bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The loads that gateways are compared by: the same answers, whichever form the upstream has. */
final class Load {

  /** Of an answer that is streamed: 4.2 seconds of ten a second. */
  static final int DELTAS = 42;

  /** Of an answer as JSON. */
  static final int JSON_DELTAS = 40;

  static final int FULL_SPEED_CLIENTS = 16;
  static final int JSON_CLIENTS = 20;

  private static final Duration NONE = Duration.ZERO;
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration JSON_PACE = Duration.ofMillis(5);
  private static final Duration CALL = Duration.ofMillis(40);

  /** No divisor of the numbers of streams, so that deltas are spread evenly over a pace. */
  private static final int SPREAD_PACES = 13;

  /** Of a line of {@code /proc/stat}: user, nice, system and steal; see proc_stat(5). */
  private static final List<Integer> BUSY_COLUMNS = List.of(1, 2, 3, 8);

  private static final int FIRST_TEXTS = 40;
  private static final int MOST_SECONDS = 60;
  private static final int POLL_MILLIS = 250;

  private final Upstream upstream;
  private final Served served;
  private final String core;

  /**
   * @param core that the gateway is pinned to; empty if it is not
   */
  Load(Upstream upstream, Served served, String core) {
    this.upstream = upstream;
    this.served = served;
    this.core = core;
  }

  /** As many streams as compile what is measured, as fast as they come, for a time at most. */
  void warm(BenchRequest question, int answers, double seconds) throws Exception {
    upstream.play(new Upstream.Plan(DELTAS, NONE, NONE));
    Clients clients = new Clients(served.port(), question);
    int each = answers / FULL_SPEED_CLIENTS;
    measure(clients, () -> clients.open(FULL_SPEED_CLIENTS, each, true), 0, seconds);
  }

  /** The same with answers as JSON. */
  void warmJson(BenchRequest question, int answers, double seconds) throws Exception {
    upstream.play(new Upstream.Plan(JSON_DELTAS, NONE, NONE));
    Clients clients = new Clients(served.port(), question);
    int each = answers / JSON_CLIENTS;
    measure(clients, () -> clients.open(JSON_CLIENTS, each, false), 0, seconds);
  }

  /** Streams at a pace, each client one answer after the other. */
  Sample paced(BenchRequest question, int streams, int answersEach) throws Exception {
    upstream.play(new Upstream.Plan(DELTAS, PACE, NONE));
    Duration spread = PACE.multipliedBy(SPREAD_PACES);
    Duration expected = spread.plus(PACE.multipliedBy((long) DELTAS * answersEach));
    Clients clients = new Clients(served.port(), question);
    return measure(
        clients,
        () -> clients.openSpread(streams, answersEach, spread),
        expected.toMillis() / 1e3,
        MOST_SECONDS);
  }

  /** Streams as fast as they come, for a time. */
  Sample fullSpeed(BenchRequest question, double seconds) throws Exception {
    upstream.play(new Upstream.Plan(DELTAS, NONE, NONE));
    Clients clients = new Clients(served.port(), question);
    return measure(
        clients, () -> clients.open(FULL_SPEED_CLIENTS, Integer.MAX_VALUE, true), 0, seconds);
  }

  /** Answers as JSON, for a time. */
  Sample json(BenchRequest question, double seconds) throws Exception {
    return json(question, Integer.MAX_VALUE, seconds);
  }

  /** A number of answers as JSON, from each client. */
  Sample json(BenchRequest question, int answersEach) throws Exception {
    return json(question, answersEach, MOST_SECONDS);
  }

  private Sample json(BenchRequest question, int answersEach, double seconds) throws Exception {
    upstream.play(new Upstream.Plan(JSON_DELTAS, JSON_PACE, NONE));
    Clients clients = new Clients(served.port(), question);
    return measure(clients, () -> clients.open(JSON_CLIENTS, answersEach, false), 0, seconds);
  }

  /** The shortest answer, once. */
  void oneAnswer(BenchRequest question) throws Exception {
    upstream.play(new Upstream.Plan(1, NONE, NONE));
    Clients clients = new Clients(served.port(), question);
    if (!clients.open(1, 1, false).await(MOST_SECONDS, TimeUnit.SECONDS)
        || clients.failed.get() > 0) {
      throw new IOException("no answer");
    }
  }

  /**
   * Milliseconds to the first text of streams one after the other, where the one call takes some.
   */
  List<Double> firstTexts(BenchRequest question) throws IOException {
    upstream.play(new Upstream.Plan(3, NONE, CALL));
    return new Clients(served.port(), question).firstTexts(FIRST_TEXTS);
  }

  private interface Opening {
    CountDownLatch open() throws InterruptedException;
  }

  private Sample measure(Clients clients, Opening opening, double expected, double most)
      throws Exception {
    long events = upstream.events();
    double cpu = served.cpu();
    double loadCpu = loadCpu();
    double coreCpu = coreCpu();
    long start = System.nanoTime();
    double rss = served.rss();
    CountDownLatch done = opening.open();
    while (!done.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      rss = Math.max(rss, served.rss());
      double passed = (System.nanoTime() - start) / 1e9;
      if (passed > most) {
        clients.stop();
      }
      if (passed > most + MOST_SECONDS) {
        throw new IllegalStateException("answers do not end");
      }
    }
    double wall = (System.nanoTime() - start) / 1e9;
    cpu = served.cpu() - cpu;
    loadCpu = loadCpu() - loadCpu;
    coreCpu = coreCpu() - coreCpu;
    List<Double> ages = new ArrayList<>();
    Sample.QUANTILES.forEach(quantile -> ages.add(clients.age(quantile)));
    return new Sample(
        clients.answers.sum(),
        upstream.events() - events,
        cpu,
        wall,
        expected,
        loadCpu,
        Math.max(0, coreCpu - cpu),
        clients.failed.get(),
        ages,
        rss);
  }

  /** Seconds that the gateway's core was busy with whatever process it was. */
  private double coreCpu() throws IOException {
    if (core.isEmpty()) {
      return 0;
    }
    for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
      if (line.startsWith("cpu" + core + " ")) {
        String[] ticks = line.split(" ");
        long busy = 0;
        for (int column : BUSY_COLUMNS) {
          busy += Long.parseLong(ticks[column]);
        }
        return busy * Served.SECONDS_PER_TICK;
      }
    }
    throw new IOException("there is no core " + core);
  }

  private static double loadCpu() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return ((com.sun.management.OperatingSystemMXBean) system).getProcessCpuTime() / 1e9;
  }
}
