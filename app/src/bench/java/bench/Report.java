package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes a table and plots of figures. Arguments: the file with the figures, the flags that the
 * gateway had, and the folder of the documentation where both are to be written, if they are.
 */
public final class Report {

  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final StringBuilder table = new StringBuilder();

  public static void main(String[] args) throws IOException {
    Report report = new Report();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] parts = line.split("\t");
      report.figures.put(parts[0], Double.valueOf(parts[1]));
    }
    report.head(args[1]);
    report.rows();
    System.out.print(report.table);
    if (args.length > 2) {
      report.write(Path.of(args[2]));
    }
  }

  private void head(String flags) throws IOException {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse("unknown processor");
    table.append(
        "%s, %d cores (%s), JDK %s, what is measured on one core, `%s`:%n%n"
            .formatted(
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                cpu,
                Runtime.version(),
                flags));
    table.append("| what | goal | figure |\n|---|---|---|\n");
  }

  private void rows() {
    row("first text beyond the one call, warm, median", "2 ms", "%.1f ms", "first");
    row("first text of the first request, its calls of 40 ms", "", "%.0f ms", "cold");
    row("processor time per answer as JSON, all of it", "150 µs", "%.0f µs", "json");
    row("processor time per event, 20 KB answers at full speed", "5 µs", "%.1f µs", "full");
    row("processor time per MB of events, one answer of 1 MB", "", "%.2f ms", "long");
    row("the same, if they are only read from the socket", "", "%.2f ms", "bare");
    ratio("how much more that is", "2 ×", "long", "bare");
    row("processor time per answer, 25 tools of 40 KB offered", "", "%.2f ms", "tools 25");
    row("the same, if their text is a prompt", "", "%.2f ms", "prompt 25");
    ratio("how much more that is", "", "tools 25", "prompt 25");
    difference("how much that is", "1 ms", "tools 25", "prompt 25");
    row("the same for 128 tools of 120 KB", "", "%.2f ms", "tools 128");
    row("processor time per event, 20 KB answers, a tool offered", "", "%.1f µs", "tools event");
    row("the same without a tool, by turns", "", "%.1f µs", "event");
    ratio("how much more that is", "1.5 ×", "tools event", "event");
    row("processor time per answer as JSON, chat completions", "", "%.2f ms", "chat answer");
    row("the same, Responses, not stored", "", "%.2f ms", "response");
    row("the same, Responses, stored", "", "%.2f ms", "kept response");
    row("the same, Messages", "", "%.2f ms", "message");
    difference("how much storing is", "0.2 ms", "kept response", "response");
    row("processor time per answer as JSON, limits in memory", "", "%.2f ms", "local answer");
    row("the same, limits in Redis, by turns", "", "%.2f ms", "shared answer");
    difference("how much that is", "0.1 ms", "shared answer", "local answer");
    row("first text, limits in memory, median", "", "%.2f ms", "local wait");
    row("the same, limits in Redis, by turns", "", "%.2f ms", "shared wait");
    difference("how much that is", "0.3 ms", "shared wait", "local wait");
    row("processor time per event, 20 KB answers, limits in memory", "", "%.1f µs", "local event");
    row("the same, limits in Redis, by turns", "", "%.1f µs", "shared event");
    ratio("how much more that is", "1.0 ×", "shared event", "local event");
    row("processor time per event, 20 KB answers, chat completions", "", "%.1f µs", "chat event");
    row("the same, Responses, by turns", "", "%.1f µs", "response event");
    ratio("how much more that is", "1.3 ×", "response event", "chat event");
    row("the same, Messages, by turns", "", "%.1f µs", "message event");
    ratio("how much more that is", "1.3 ×", "message event", "chat event");
    for (int streams : streams()) {
      String at = ", %,d streams".formatted(streams);
      row("processor time per delta" + at, "10 µs", "%.1f µs", "delta " + streams);
      row("the same for nginx, which passes on alone", "", "%.1f µs", "nginx delta " + streams);
      String goal = streams == 1000 ? "1.2 ×" : "";
      ratio("how much more that is", goal, "delta " + streams, "nginx delta " + streams);
      row("of the core that is", "", "%.0f %%", "core " + streams);
      row("age of a delta, median" + at, "", "%.1f ms", "p50 " + streams);
      row("age of a delta, 99 of 100" + at, "", "%.1f ms", "p99 " + streams);
      row("allocated per delta" + at, "", "%.0f bytes", "bytes " + streams);
      row("memory" + at, streams == 10_000 ? "500 MiB" : "", "%.0f MiB", "memory " + streams);
      row("of that, each stream", streams == 10_000 ? "35 KB" : "", "%.0f KB", "each " + streams);
      row("streams that failed" + at, "0", "%.0f", "failed " + streams);
    }
    row(
        "start to the first request served, with the AOT cache and the options of ./run, median",
        "350 ms",
        "%.0f ms",
        "start");
    row("`--help`, likewise", "300 ms", "%.0f ms", "help");
    row("`--check`, which signs in, likewise", "300 ms", "%.0f ms", "check");
    row("idle memory, likewise", "90 MiB", "%.0f MiB", "idle");
  }

  private void row(String what, String goal, String form, String name) {
    Optional.ofNullable(figures.get(name)).ifPresent(value -> row(what, goal, form, value));
  }

  private void ratio(String what, String goal, String name, String other) {
    if (figures.containsKey(name) && figures.containsKey(other)) {
      row(what, goal, "%.1f ×", figures.get(name) / figures.get(other));
    }
  }

  private void difference(String what, String goal, String name, String other) {
    if (figures.containsKey(name) && figures.containsKey(other)) {
      row(what, goal, "%.2f ms", figures.get(name) - figures.get(other));
    }
  }

  private void row(String what, String goal, String form, double value) {
    table.append(String.format(Locale.ROOT, "| %s | %s | " + form + " |%n", what, goal, value));
  }

  private List<Integer> streams() {
    TreeSet<Integer> streams = new TreeSet<>();
    figures.keySet().stream()
        .filter(name -> name.startsWith("delta "))
        .forEach(name -> streams.add(Integer.valueOf(name.substring(6))));
    return new ArrayList<>(streams);
  }

  private void write(Path docs) throws IOException {
    MarkedPage.write(docs.resolve("benchmarks.md"), "figures", table.toString());
    plot("µs per delta", "delta ").write(docs.resolve("images/bench-cpu.svg"));
    plot("MiB", "memory ").write(docs.resolve("images/bench-memory.svg"));
  }

  private Plot plot(String unit, String name) {
    Plot plot = new Plot(unit);
    for (int streams : streams()) {
      plot.add("langfast2api", streams, figures.get(name + streams));
      Optional.ofNullable(figures.get("nginx " + name + streams))
          .ifPresent(value -> plot.add("nginx", streams, value));
    }
    return plot;
  }
}
