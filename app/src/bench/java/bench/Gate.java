package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what the gateway costs to what it cost before: processor time of a jar beside nginx's, by
 * turns in short rounds, so that both have the same machine. The figure is the median of the
 * rounds' ratios, which another machine has nearly the same.
 *
 * <p>Arguments: the jar, the core to pin what is measured to (empty for any), the file of the
 * baseline, {@code write} to make it or nothing, and flags of the JVM. Exits with 1 if anything is
 * worse than it may be.
 */
public final class Gate {

  private static final int ROUNDS = 5;
  private static final int WARM_ANSWERS = 60_000;
  private static final double WARM_SECONDS = 80;
  private static final int WARM_JSON_ANSWERS = 10_000;
  private static final double WARM_JSON_SECONDS = 20;
  private static final double SECONDS = 3;
  private static final int STREAMS = 100;

  private int disturbed;

  public static void main(String[] args) throws Exception {
    List<String> pin = args[1].isEmpty() ? List.of() : List.of("taskset", "-c", args[1]);
    Path file = Path.of(args[2]);
    Gate gate = new Gate();
    Map<GateLoad, Double> ratios;
    try (Upstream upstream = new Upstream();
        MeasuredNginx nginx = MeasuredNginx.start(upstream, pin);
        MeasuredGateway gateway =
            MeasuredGateway.start(upstream, args[0], pin, List.of(args).subList(4, args.length))) {
      ratios =
          gate.ratios(new Load(upstream, gateway, args[1]), new Load(upstream, nginx, args[1]));
    }
    if (args[3].equals("write")) {
      Files.writeString(file, GateBaseline.text(ratios));
    }
    GateBaseline baseline = GateBaseline.of(Files.readString(file));
    System.out.print(baseline.table(ratios));
    List<GateLoad> worse = baseline.worse(ratios);
    if (gate.disturbed > 0) {
      System.err.printf(
          "gate: others had the core in %d of %d measurements; of a quiet machine it can be"
              + " trusted%n",
          gate.disturbed, 2 * (ROUNDS + 1) * GateLoad.values().length);
    }
    if (!worse.isEmpty()) {
      System.err.println("gate: worse than it may be: " + worse);
    }
    System.exit(worse.isEmpty() ? 0 : 1);
  }

  /** How many times what nginx takes the gateway takes, by load. */
  private Map<GateLoad, Double> ratios(Load gateway, Load nginx) throws Exception {
    gateway.warm(BenchRequest.HI, WARM_ANSWERS, WARM_SECONDS);
    gateway.warmJson(BenchRequest.HI, WARM_JSON_ANSWERS, WARM_JSON_SECONDS);
    nginx.fullSpeed(BenchRequest.HI, SECONDS);
    Map<GateLoad, List<Double>> rounds = new EnumMap<>(GateLoad.class);
    for (int round = 0; round <= ROUNDS; round++) {
      for (GateLoad load : GateLoad.values()) {
        double ratio = cost(gateway, load) / cost(nginx, load);
        System.err.printf("%s\t%.3f%n", load, ratio);
        // The first round compiles.
        if (round > 0) {
          rounds.computeIfAbsent(load, key -> new ArrayList<>()).add(ratio);
        }
      }
    }
    Map<GateLoad, Double> medians = new EnumMap<>(GateLoad.class);
    rounds.forEach((load, ratios) -> medians.put(load, GateBaseline.median(ratios)));
    return medians;
  }

  private double cost(Load load, GateLoad what) throws Exception {
    Sample sample =
        switch (what) {
          case PACED -> load.paced(BenchRequest.HI, STREAMS, 1);
          case FULL_SPEED -> load.fullSpeed(BenchRequest.HI, SECONDS);
          case JSON -> load.json(BenchRequest.HI, SECONDS);
        };
    if (sample.failed() > 0) {
      throw new IOException("answers failed");
    }
    disturbed += sample.state() == Sample.State.DISTURBED ? 1 : 0;
    return what == GateLoad.JSON ? sample.microsPerAnswer() : sample.microsPerDelta();
  }
}
