package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures what the gateway costs: processor time and memory of its own process by the kernel's
 * accounting, which others on the machine change little, and times against the same calls made
 * without it, or with nginx in its place. Adds its figures to a file for {@link Report}.
 *
 * <p>Arguments: the jar, the core to pin what is measured to (empty for any), the file, what to
 * measure ({@code single}, {@code tools}, {@code dialects}, {@code shared}, {@code start}, or a
 * number of streams), then flags of the JVM.
 */
public final class Bench {

  private static final Duration NONE = Duration.ZERO;
  private static final Duration CALL = Duration.ofMillis(40);

  /** Of the answer whose events grow with it: a megabyte. */
  private static final int MANY_PIECES = (1 << 20) / Upstream.PIECE;

  /** How often what is measured by turns is measured. */
  private static final int ROUNDS = 3;

  /** How many answers of some milliseconds, and how many of less, are measured in a round. */
  private static final int LONG_ANSWERS = 400;

  private static final int SHORT_ANSWERS = 2000;

  /** There a stream is two files of one process. */
  private static final int MOST_OF_NGINX = 5000;

  private static final int MEASURED_SECONDS = 10;

  private final String jar;
  private final List<String> pin;
  private final Path figures;
  private final List<String> flags;

  private Bench(String[] args) {
    jar = args[0];
    pin = args[1].isEmpty() ? List.of() : List.of("taskset", "-c", args[1]);
    figures = Path.of(args[2]);
    flags = List.of(args).subList(4, args.length);
  }

  public static void main(String[] args) throws Exception {
    Bench bench = new Bench(args);
    switch (args[3]) {
      case "single" -> bench.single();
      case "tools" -> bench.tools();
      case "dialects" -> bench.dialects();
      case "shared" -> bench.shared();
      case "start" -> bench.start();
      default -> bench.paced(Integer.parseInt(args[3]));
    }
    System.exit(0);
  }

  private void single() throws Exception {
    try (Upstream upstream = new Upstream()) {
      double direct = firstText(upstream, upstream.callsPort());
      try (MeasuredGateway gateway = MeasuredGateway.start(upstream, jar, pin, flags)) {
        upstream.play(new Upstream.Plan(3, NONE, CALL));
        figure("cold", new Clients(gateway.port()).firstTexts(1).getFirst());
        warm(upstream, gateway, 4000);
        figure("first", firstText(upstream, gateway.port()) - direct);
        perRequest(upstream, gateway);
        fullSpeed(upstream, gateway);
        long bytes = oneLong(upstream, gateway);
        try (BareReader reader = BareReader.start(upstream, pin)) {
          upstream.play(new Upstream.Plan(1000, NONE, NONE));
          reader.run(); // compiles
          upstream.play(new Upstream.Plan(MANY_PIECES, NONE, NONE));
          double before = reader.cpu();
          double read = reader.run();
          figure("bare", (reader.cpu() - before) / read * 1e9);
          System.err.printf("%d bytes of events, and %.0f read barely%n", bytes, read);
        }
      }
    }
  }

  /** The median time to the first text in milliseconds, where the one call takes some. */
  private static double firstText(Upstream upstream, int port) throws IOException {
    upstream.play(new Upstream.Plan(3, NONE, CALL));
    Clients clients = new Clients(port);
    clients.firstTexts(10);
    return median(clients.firstTexts(40));
  }

  private void perRequest(Upstream upstream, MeasuredGateway gateway) throws Exception {
    upstream.play(new Upstream.Plan(1, NONE, NONE));
    int requests = 8 * 4000;
    await(new Clients(gateway.port()).open(8, 4000, false));
    double before = gateway.cpu();
    await(new Clients(gateway.port()).open(8, 4000, false));
    figure("json", (gateway.cpu() - before) / requests * 1e6);
  }

  /** Answers of 20 KB as fast as they come: a slow reader gets fewer, larger deltas. */
  private void fullSpeed(Upstream upstream, MeasuredGateway gateway) throws Exception {
    upstream.play(new Upstream.Plan(1250, NONE, NONE));
    await(new Clients(gateway.port()).open(16, 20, true));
    figure("full", perEvent(upstream, gateway, BenchRequest.HI, 20));
  }

  /** Microseconds of processor time per event. */
  private static double perEvent(
      Upstream upstream, MeasuredGateway gateway, BenchRequest question, int answersEach)
      throws Exception {
    Clients clients = new Clients(gateway.port(), question);
    long events = upstream.events();
    double before = gateway.cpu();
    await(clients.open(16, answersEach, true));
    return (gateway.cpu() - before) / (upstream.events() - events) * 1e6;
  }

  private long oneLong(Upstream upstream, MeasuredGateway gateway) throws Exception {
    upstream.play(new Upstream.Plan(MANY_PIECES, NONE, NONE));
    double before = gateway.cpu();
    await(new Clients(gateway.port()).open(1, 1, true));
    long bytes = (long) MANY_PIECES * MANY_PIECES / 2 * Upstream.PIECE;
    figure("long", (gateway.cpu() - before) / bytes * 1e9);
    return bytes;
  }

  /** What tools cost beside the same without them, by turns, so that both have the same machine. */
  private void tools() throws Exception {
    BenchRequest prompt = BenchRequest.withPrompt(25, 40_000);
    BenchRequest tools = BenchRequest.withTools(25, 40_000);
    BenchRequest most = BenchRequest.withTools(128, 120_000);
    try (Upstream upstream = new Upstream();
        MeasuredGateway gateway = MeasuredGateway.start(upstream, jar, pin, flags)) {
      warm(upstream, gateway, 4000);
      double[] answers = answers(upstream, gateway, LONG_ANSWERS, prompt, tools, most);
      figure("prompt 25", answers[0]);
      figure("tools 25", answers[1]);
      figure("tools 128", answers[2]);
      upstream.play(new Upstream.Plan(1250, NONE, NONE));
      double[] events = events(upstream, gateway, BenchRequest.HI, BenchRequest.withTools(1, 400));
      figure("event", events[0]);
      figure("tools event", events[1]);
    }
  }

  /** What the other APIs cost beside chat completions, by turns. */
  private void dialects() throws Exception {
    BenchRequest kept = BenchRequest.response(true);
    BenchRequest response = BenchRequest.response(false);
    try (Upstream upstream = new Upstream();
        MeasuredGateway gateway = MeasuredGateway.start(upstream, jar, pin, flags)) {
      warm(upstream, gateway, 4000);
      BenchRequest message = BenchRequest.message();
      double[] answers =
          answers(upstream, gateway, SHORT_ANSWERS, BenchRequest.HI, response, kept, message);
      figure("chat answer", answers[0]);
      figure("response", answers[1]);
      figure("kept response", answers[2]);
      figure("message", answers[3]);
      upstream.play(new Upstream.Plan(1250, NONE, NONE));
      double[] events = events(upstream, gateway, BenchRequest.HI, response, message);
      figure("chat event", events[0]);
      figure("response event", events[1]);
      figure("message event", events[2]);
    }
  }

  /** What limits cost that instances share, beside limits in memory, by turns. */
  private void shared() throws Exception {
    // Events go to the last that connected, so each has one of its own.
    try (Upstream localUpstream = new Upstream();
        Upstream sharedUpstream = new Upstream();
        RedisProcess redis = RedisProcess.start();
        MeasuredGateway local = MeasuredGateway.withLimits(localUpstream, jar, pin, flags);
        MeasuredGateway shared =
            MeasuredGateway.withLimits(
                sharedUpstream, jar, pin, flags, "REDIS_URL=" + redis.url())) {
      List<MeasuredGateway> both = List.of(local, shared);
      List<Upstream> upstreams = List.of(localUpstream, sharedUpstream);
      double[] answers = new double[2];
      double[] waits = new double[2];
      double[] events = new double[2];
      for (int round = 0; round <= ROUNDS; round++) {
        for (int i = 0; i < 2; i++) {
          Upstream upstream = upstreams.get(i);
          // The first round compiles.
          double share = round == 0 ? 0 : 1.0 / ROUNDS;
          double cpu = answers(upstream, both.get(i), SHORT_ANSWERS, BenchRequest.HI)[0];
          answers[i] += share * cpu;
          upstream.play(new Upstream.Plan(3, NONE, NONE));
          waits[i] += share * median(new Clients(both.get(i).port()).firstTexts(1000));
          upstream.play(new Upstream.Plan(1250, NONE, NONE));
          events[i] += share * perEvent(upstream, both.get(i), BenchRequest.HI, 20);
        }
      }
      figure("local answer", answers[0]);
      figure("shared answer", answers[1]);
      figure("local wait", waits[0]);
      figure("shared wait", waits[1]);
      figure("local event", events[0]);
      figure("shared event", events[1]);
    }
  }

  /** Microseconds of processor time per event of answers to each question, by turns. */
  private static double[] events(
      Upstream upstream, MeasuredGateway gateway, BenchRequest... questions) throws Exception {
    double[] events = new double[questions.length];
    for (int round = 0; round <= ROUNDS; round++) {
      for (int i = 0; i < questions.length; i++) {
        double each = perEvent(upstream, gateway, questions[i], 20);
        // The first round compiles.
        events[i] += round == 0 ? 0 : each / ROUNDS;
      }
    }
    return events;
  }

  /** Milliseconds of processor time per answer to each question, which is one event long. */
  private static double[] answers(
      Upstream upstream, MeasuredGateway gateway, int count, BenchRequest... questions)
      throws Exception {
    upstream.play(new Upstream.Plan(1, NONE, NONE));
    double[] each = new double[questions.length];
    for (int round = 0; round <= ROUNDS; round++) {
      for (int i = 0; i < questions.length; i++) {
        Clients clients = new Clients(gateway.port(), questions[i]);
        double before = gateway.cpu();
        await(clients.open(8, count / 8, false));
        double cpu = gateway.cpu() - before;
        if (clients.failed.get() > 0) {
          throw new IllegalStateException("answers failed");
        }
        // The first round compiles.
        each[i] += round == 0 ? 0 : cpu / count / ROUNDS * 1e3;
      }
    }
    return each;
  }

  private void start() throws Exception {
    List<String> withCache = new ArrayList<>(flags);
    withCache.add("-XX:AOTCache=" + MeasuredGateway.train(jar, flags, "1000"));
    withCache.add("-Xlog:aot*=error");
    List<Double> times = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    try (Upstream upstream = new Upstream()) {
      upstream.play(new Upstream.Plan(1, NONE, NONE));
      for (int i = 0; i < 9; i++) {
        long start = System.nanoTime();
        try (MeasuredGateway gateway = MeasuredGateway.start(upstream, jar, List.of(), withCache)) {
          new Clients(gateway.port()).models();
          times.add((System.nanoTime() - start) / 1e6);
          Thread.sleep(1000);
          memory.add(gateway.rss());
        }
      }
    }
    figure("start", median(times));
    figure("idle", median(memory));
    figure("help", command(withCache, "--help"));
    try (Upstream upstream = new Upstream()) {
      Path session = Files.createTempDirectory("bench").resolve("s.json");
      figure(
          "check",
          command(
              withCache,
              "--check",
              "LANGFAST_ANON_KEY=k",
              "LANGFAST_SUPABASE_URL=" + upstream.callsUrl(),
              "LANGFAST_RUNNER_URL=" + upstream.runnerUrl(),
              "LANGFAST_SESSION_FILE=" + session));
    }
  }

  private double command(List<String> javaFlags, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(MeasuredGateway.java(javaFlags));
    command.addAll(List.of("-jar", jar));
    command.addAll(List.of(arguments));
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " ended with " + process.exitValue());
      }
      times.add((System.nanoTime() - start) / 1e6);
    }
    return median(times);
  }

  /** Twenty thousand events a second, whatever the number of streams. */
  private void paced(int streams) throws Exception {
    try (Upstream upstream = new Upstream()) {
      try (MeasuredGateway gateway = MeasuredGateway.start(upstream, jar, pin, flags)) {
        warm(upstream, gateway, 4000);
        double idle = gateway.rss();
        Clients clients = hold(upstream, gateway, streams);
        long made = gateway.allocated();
        measure(gateway, clients, "", streams);
        figure("bytes " + streams, (gateway.allocated() - made) / (double) clients.measured);
        figure("memory " + streams, gateway.rss());
        figure("each " + streams, (gateway.rss() - idle) * 1024 / streams);
        figure("failed " + streams, clients.failed.get());
      }
      if (streams <= MOST_OF_NGINX) {
        try (MeasuredNginx nginx = MeasuredNginx.start(upstream, pin)) {
          Clients clients = hold(upstream, nginx, streams);
          measure(nginx, clients, "nginx ", streams);
          figure("nginx memory " + streams, nginx.rss());
        }
      }
    }
  }

  private static Clients hold(Upstream upstream, Served served, int streams) throws Exception {
    Duration pace = Duration.ofMillis(streams / 20);
    Duration life = Duration.ofSeconds(25 + streams / 400);
    upstream.play(new Upstream.Plan((int) (life.toMillis() / pace.toMillis()), pace, NONE));
    Clients clients = new Clients(served.port());
    CountDownLatch done = clients.open(streams, 1, true);
    while (clients.begun.get() + clients.failed.get() < streams && done.getCount() > 0) {
      Thread.sleep(50);
    }
    Thread.sleep(2000);
    return clients;
  }

  private void measure(Served served, Clients clients, String what, int streams) throws Exception {
    clients.forgetAges();
    long deltas = clients.deltas.sum();
    double before = served.cpu();
    Thread.sleep(MEASURED_SECONDS * 1000);
    double cpu = served.cpu() - before;
    clients.measured = clients.deltas.sum() - deltas;
    figure(what + "delta " + streams, cpu / clients.measured * 1e6);
    figure(what + "core " + streams, cpu / MEASURED_SECONDS * 100);
    if (cpu / MEASURED_SECONDS < Sample.BUSY) {
      figure(what + "p50 " + streams, clients.age(0.5));
      figure(what + "p99 " + streams, clients.age(0.99));
    }
  }

  private static void warm(Upstream upstream, Served served, int requests) throws Exception {
    upstream.play(new Upstream.Plan(20, NONE, NONE));
    await(new Clients(served.port()).open(10, requests / 10, true));
  }

  private static void await(CountDownLatch done) throws InterruptedException {
    if (!done.await(180, TimeUnit.SECONDS)) {
      throw new IllegalStateException("answers do not end");
    }
  }

  private static double median(List<Double> times) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private void figure(String name, double value) throws IOException {
    String line = String.format(Locale.ROOT, "%s\t%.4f%n", name, value);
    System.err.print(line);
    Files.writeString(
        figures,
        line,
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
  }
}
