package io.github.langfast2api.app.status;

import io.github.langfast2api.app.status.StatusReport.Runs;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs by name. Not safe for several threads. */
final class RunTally {

  /** Names come from files that are read again when they change. */
  static final int MAX_NAMES = 100;

  /** What is counted together when there are too many names. */
  static final String OTHERS = "others";

  private final Map<Optional<String>, Long> runs = new HashMap<>();

  void add(Optional<String> name) {
    boolean known = runs.containsKey(name) || runs.size() < MAX_NAMES;
    runs.merge(known ? name : Optional.of(OTHERS), 1L, Long::sum);
  }

  /** The most first. */
  List<Runs> counts() {
    return runs.entrySet().stream()
        .map(entry -> new Runs(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(Runs::runs)
                .reversed()
                .thenComparing(entry -> entry.name().orElse("")))
        .toList();
  }
}
