package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures the first answers of a process: what starts, serves a hundred and idles is never warm.
 * Variants are measured by turns, each figure in a process of its own, and compared with the first.
 *
 * <p>Arguments: the core to pin what is measured to (empty for any), the number of rounds, what to
 * measure (names of {@link #MEASURES}, separated by commas; empty for all), and variants as {@code
 * NAME=JAR CACHE FLAGS…}, where {@code -} is no cache, {@code +1000} one that the jar makes with so
 * many requests, and anything else the file of one.
 */
public final class Cold {

  /** USER_HZ is 100 on every Linux that Java runs on. */
  private static final double SECONDS_PER_TICK = 0.01;

  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration NONE = Duration.ZERO;

  /** What can be measured of a process. */
  private enum Measure {
    START("start to the first request served, ms"),
    HELP("--help, ms"),
    CHECK("--check with sign-in, ms"),
    IDLE("idle, MiB"),
    FIRST("µs per delta, the first 100 answers, 20 at a time"),
    AFTER("memory after them, MiB"),
    HUNDRED("µs per delta, the first 100 answers, 100 at a time"),
    STREAMS("µs per answer, the first 4,000 streams of 20 deltas"),
    JSON("µs per answer, the first 600 as JSON, 40 deltas"),
    HOT("µs per delta, 100 at a time, after 60,000 answers");

    private final String what;

    Measure(String what) {
      this.what = what;
    }
  }

  private record Variant(String name, String jar, List<String> flags) {}

  private final List<String> pin;
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  private Cold(List<String> pin) {
    this.pin = pin;
  }

  public static void main(String[] args) throws Exception {
    Cold cold = new Cold(args[0].isEmpty() ? List.of() : List.of("taskset", "-c", args[0]));
    List<String> wanted = List.of(args[2].toUpperCase(Locale.ROOT).split(","));
    List<Variant> variants = new ArrayList<>();
    for (String variant : List.of(args).subList(3, args.length)) {
      variants.add(cold.variant(variant));
    }
    for (int round = 0; round < Integer.parseInt(args[1]); round++) {
      for (Measure measure : Measure.values()) {
        if (args[2].isEmpty() || wanted.contains(measure.name())) {
          for (Variant variant : variants) {
            cold.measure(measure, variant);
          }
        }
      }
    }
    cold.report(variants);
    System.exit(0);
  }

  private Variant variant(String text) throws Exception {
    String name = text.substring(0, text.indexOf('='));
    List<String> words = Arrays.asList(text.substring(name.length() + 1).split(" +"));
    List<String> flags = new ArrayList<>(words.subList(2, words.size()));
    String cache = words.get(1);
    if (cache.startsWith("+")) {
      double before = cpuOfChildren();
      Path made = MeasuredGateway.train(words.getFirst(), flags, cache.substring(1));
      figure(name, "processor time of the training, s", cpuOfChildren() - before);
      figure(name, "cache, MB", Files.size(made) / 1e6);
      cache = made.toString();
    }
    if (!cache.equals("-")) {
      flags.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error"));
    }
    return new Variant(name, words.getFirst(), flags);
  }

  private void measure(Measure measure, Variant variant) throws Exception {
    try (Upstream upstream = new Upstream()) {
      switch (measure) {
        case START -> start(upstream, variant);
        case HELP -> command(variant, measure, "--help");
        case CHECK ->
            command(
                variant,
                measure,
                "--check",
                "LANGFAST_ANON_KEY=k",
                "LANGFAST_SUPABASE_URL=" + upstream.callsUrl(),
                "LANGFAST_RUNNER_URL=" + upstream.runnerUrl(),
                "LANGFAST_SESSION_FILE=" + Files.createTempDirectory("bench").resolve("s.json"));
        case IDLE -> idle(upstream, variant);
        case FIRST -> streams(upstream, variant, measure, 20, 5);
        case HUNDRED -> streams(upstream, variant, measure, 100, 1);
        case STREAMS ->
            answers(upstream, variant, measure, 4000, new Upstream.Plan(20, NONE, NONE));
        case JSON ->
            answers(
                upstream, variant, measure, 600, new Upstream.Plan(40, Duration.ofMillis(5), NONE));
        case HOT -> hot(upstream, variant);
        case AFTER -> {} // measured with the first
      }
    }
  }

  private void start(Upstream upstream, Variant variant) throws Exception {
    long start = System.nanoTime();
    try (MeasuredGateway gateway =
        MeasuredGateway.start(upstream, variant.jar(), List.of(), variant.flags())) {
      new Clients(gateway.port()).models();
      figure(variant, Measure.START, (System.nanoTime() - start) / 1e6);
      figure(variant.name(), "processor time of it, ms", gateway.cpu() * 1e3);
    }
  }

  private void command(Variant variant, Measure measure, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(MeasuredGateway.java(variant.flags()));
    command.addAll(List.of("-jar", variant.jar()));
    command.addAll(List.of(arguments));
    double before = cpuOfChildren();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
    figure(variant, measure, (System.nanoTime() - start) / 1e6);
    figure(
        variant.name(),
        "processor time of " + arguments[0] + ", ms",
        (cpuOfChildren() - before) * 1e3);
  }

  /** Seconds of processor time of processes that this one started and that have ended. */
  private static double cpuOfChildren() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * SECONDS_PER_TICK;
  }

  private void idle(Upstream upstream, Variant variant) throws Exception {
    try (MeasuredGateway gateway = start(upstream, variant, pin)) {
      new Clients(gateway.port()).models();
      Thread.sleep(3000);
      figure(variant, Measure.IDLE, gateway.rss());
    }
  }

  /** Streams as models speak: ten deltas a second. */
  private void streams(
      Upstream upstream, Variant variant, Measure measure, int streams, int answersEach)
      throws Exception {
    try (MeasuredGateway gateway = start(upstream, variant, pin)) {
      upstream.play(new Upstream.Plan(42, PACE, NONE));
      figure(variant, measure, perDelta(gateway, streams, answersEach));
      if (measure == Measure.FIRST) {
        figure(variant, Measure.AFTER, gateway.rss());
      }
    }
  }

  private static double perDelta(MeasuredGateway gateway, int streams, int answersEach)
      throws Exception {
    Clients clients = new Clients(gateway.port());
    double before = gateway.cpu();
    await(clients.open(streams, answersEach, true), clients, streams * answersEach);
    return (gateway.cpu() - before) / clients.deltas.sum() * 1e6;
  }

  private void answers(
      Upstream upstream, Variant variant, Measure measure, int count, Upstream.Plan plan)
      throws Exception {
    try (MeasuredGateway gateway = start(upstream, variant, pin)) {
      upstream.play(plan);
      Clients clients = new Clients(gateway.port());
      double before = gateway.cpu();
      await(clients.open(20, count / 20, measure == Measure.STREAMS), clients, count);
      figure(variant, measure, (gateway.cpu() - before) / count * 1e6);
    }
  }

  private void hot(Upstream upstream, Variant variant) throws Exception {
    try (MeasuredGateway gateway = start(upstream, variant, pin)) {
      upstream.play(new Upstream.Plan(20, NONE, NONE));
      Clients clients = new Clients(gateway.port());
      await(clients.open(20, 3000, true), clients, 60_000);
      upstream.play(new Upstream.Plan(42, PACE, NONE));
      figure(variant, Measure.HOT, perDelta(gateway, 100, 2));
      figure(variant.name(), "memory then, MiB", gateway.rss());
    }
  }

  private static MeasuredGateway start(Upstream upstream, Variant variant, List<String> pin)
      throws IOException, InterruptedException {
    MeasuredGateway gateway = MeasuredGateway.start(upstream, variant.jar(), pin, variant.flags());
    Thread.sleep(500); // it signs in and connects meanwhile
    return gateway;
  }

  /** Some may fail: the upstream's server now and then closes a connection that is in use. */
  private static void await(CountDownLatch done, Clients clients, int count)
      throws InterruptedException {
    if (!done.await(300, TimeUnit.SECONDS) || clients.failed.get() > count / 100) {
      throw new IllegalStateException(clients.failed + " answers failed, or they do not end");
    }
  }

  private void figure(Variant variant, Measure measure, double value) {
    figure(variant.name(), measure.what, value);
  }

  private void figure(String variant, String what, double value) {
    System.err.printf(Locale.ROOT, "%s\t%s\t%.1f%n", variant, what, value);
    figures.computeIfAbsent(what + "\t" + variant, key -> new ArrayList<>()).add(value);
  }

  /** A table of medians; all but the first as shares of the first. */
  private void report(List<Variant> variants) {
    StringBuilder table = new StringBuilder("| what |");
    variants.forEach(variant -> table.append(" ").append(variant.name()).append(" |"));
    table.append("\n|---|").append("---|".repeat(variants.size())).append('\n');
    figures.keySet().stream()
        .map(key -> key.substring(0, key.indexOf('\t')))
        .distinct()
        .forEach(
            what -> {
              table.append("| ").append(what).append(" |");
              double first = median(what, variants.getFirst());
              for (Variant variant : variants) {
                double value = median(what, variant);
                table.append(String.format(Locale.ROOT, " %.0f (%.2f) |", value, value / first));
              }
              table.append('\n');
            });
    System.out.print(table);
  }

  private double median(String what, Variant variant) {
    List<Double> sorted =
        figures.getOrDefault(what + "\t" + variant.name(), List.of()).stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }
}
