package bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many times what nginx takes the gateway took, by load, and the decision whether it is worse
 * now. As text: a line of a load's name and its ratio each; lines with {@code #} are comments.
 */
record GateBaseline(Map<GateLoad, Double> ratios) {

  /** How many times the baseline a ratio may be. */
  static final double LIMIT = 1.15;

  private static final String COMMENT =
      "# Processor time of the gateway beside nginx's. ./bench gate --write writes it.\n";

  /**
   * Reads a baseline.
   *
   * @throws IllegalArgumentException if it lacks a load, or names one that is none
   */
  static GateBaseline of(String text) {
    Map<GateLoad, Double> ratios = new EnumMap<>(GateLoad.class);
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      String[] words = line.split("\t");
      if (words.length != 2) {
        throw new IllegalArgumentException("not a name and a ratio: " + line);
      }
      double ratio = Double.parseDouble(words[1]);
      if (!(ratio > 0) || Double.isInfinite(ratio)) {
        throw new IllegalArgumentException("not a ratio: " + line);
      }
      ratios.put(GateLoad.valueOf(words[0]), ratio);
    }
    if (ratios.size() != GateLoad.values().length) {
      throw new IllegalArgumentException("the baseline lacks a load: " + ratios);
    }
    return new GateBaseline(ratios);
  }

  static String text(Map<GateLoad, Double> ratios) {
    StringBuilder text = new StringBuilder(COMMENT);
    ratios.forEach(
        (load, ratio) -> text.append(String.format(Locale.ROOT, "%s\t%.3f%n", load, ratio)));
    return text.toString();
  }

  /** The loads that cost more than they may; one that was not measured, or is no number, does. */
  List<GateLoad> worse(Map<GateLoad, Double> now) {
    List<GateLoad> worse = new ArrayList<>();
    ratios.forEach(
        (load, before) -> {
          if (!(now.getOrDefault(load, Double.NaN) <= before * LIMIT)) {
            worse.add(load);
          }
        });
    return worse;
  }

  /** What was, what is, and the decision, as Markdown. */
  String table(Map<GateLoad, Double> now) {
    List<GateLoad> worse = worse(now);
    StringBuilder table =
        new StringBuilder(
            "| processor time beside nginx | baseline | now | change | |\n|---|---|---|---|---|\n");
    ratios.forEach(
        (load, before) -> {
          double after = now.getOrDefault(load, Double.NaN);
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.2f × | %.2f × | %+.0f %% | %s |%n",
                  load.what(),
                  before,
                  after,
                  (after / before - 1) * 100,
                  worse.contains(load) ? "worse" : "good"));
        });
    return table.toString();
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
