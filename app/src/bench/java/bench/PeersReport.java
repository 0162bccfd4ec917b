package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Makes tables and plots of what {@link Peers} measured. Arguments: the file with the figures, and
 * the folder of the documentation where they are to be written, if they are.
 */
public final class PeersReport {

  private static final String OURS = "langfast2api";
  private static final String OURS_HOT = "langfast2api with C2";

  /** What passes bytes on in Java, on one thread and from one to another. */
  static final String BARE = "bytes in Java";

  static final String BARE_HAND_OFF = "bytes in Java, handed over";

  private static final List<String> GATEWAYS =
      List.of("nginx", OURS, OURS_HOT, BARE, BARE_HAND_OFF, "LiteLLM", "Portkey");
  private static final List<String> APIS = List.of("chat completions", "Responses", "Messages");
  private static final String COST_PLOT = "bench-peers-cpu.svg";
  private static final String DELAY_PLOT = "bench-peers-delay.svg";
  private static final String NONE = "–";
  private static final String OVERLOADED = Sample.State.OVERLOADED.name();
  private static final String TOOL = ", a tool offered";

  /** How many times what nginx takes, and at which number of streams or as JSON. */
  private static final double GOAL = 1.8;

  private static final double GOAL_AT_MANY = 1.2;
  private static final double GOAL_AS_JSON = 3;
  private static final int MANY = 1000;

  private final Figures figures;
  private final List<Integer> streams;
  private final StringBuilder page = new StringBuilder();

  PeersReport(Figures figures) {
    this.figures = figures;
    this.streams =
        Stream.concat(GATEWAYS.stream(), APIS.stream())
            .flatMap(name -> figures.below(name, "hot").stream())
            .filter(load -> load.matches("[0-9]+"))
            .map(Integer::valueOf)
            .distinct()
            .sorted()
            .toList();
  }

  public static void main(String[] args) throws IOException {
    PeersReport report = new PeersReport(new Figures(Path.of(args[0])));
    System.out.print(report.text(LocalDate.now() + ", " + machine()));
    if (args.length > 1) {
      Path docs = Path.of(args[1]);
      MarkedPage.write(docs.resolve("benchmarks.md"), "peers", report.page.toString());
      report.plots(docs.resolve("images"));
    }
  }

  private static String machine() throws IOException {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse("unknown processor");
    return "%d cores (%s)".formatted(Runtime.getRuntime().availableProcessors(), cpu);
  }

  /** All tables, as Markdown. */
  String text(String head) {
    page.append(head).append(", each gateway on one core, the load on the other. ");
    List<String> versions = new ArrayList<>();
    for (String name : GATEWAYS) {
      figures.text(name, "version").ifPresent(version -> versions.add(name + " " + version));
    }
    page.append(String.join(", ", versions)).append(".\n");
    for (String name : figures.below("left out")) {
      String why = figures.text("left out", name).orElse("");
      page.append("\n%s is left out: %s.\n".formatted(name, why));
    }
    for (String name : GATEWAYS) {
      figures
          .text(name, "no streams")
          .ifPresent(why -> page.append("\n%s answers a stream with `%s`.\n".formatted(name, why)));
    }
    costs();
    page.append("\n![µs of processor time per delta](images/%s)\n".formatted(COST_PLOT));
    delays();
    page.append("\n![ms of delay by percentile](images/%s)\n".formatted(DELAY_PLOT));
    memory();
    return page.toString();
  }

  private void costs() {
    head(
        "Processor time in µs, of each delta, and of a whole answer as JSON", "full speed", "JSON");
    for (String name : measured(GATEWAYS)) {
      for (String when : List.of("cold", "hot")) {
        cost(name, name + ", " + when, when);
      }
      if (name.startsWith(OURS) || name.startsWith(BARE)) {
        besideNginx(name);
      }
    }
    for (String api : measured(APIS)) {
      cost(api, OURS_HOT + ", " + api, "hot");
      cost(api + TOOL, OURS_HOT + ", " + api + TOOL, "hot");
    }
  }

  private void cost(String name, String title, String when) {
    List<String> cells = new ArrayList<>();
    for (int count : streams) {
      String load = String.valueOf(count);
      cells.add(
          number(figures.number(name, when, load, "delta"))
              .map(cost -> overloaded(name, when, load) ? cost + ", overloaded" : cost)
              .orElse(missing(name)));
    }
    cells.add(
        when.equals("hot")
            ? number(figures.number(name, when, "full", "delta"))
                .orElse(streams(name) ? NONE : missing(name))
            : "");
    cells.add(number(figures.number(name, when, "json", "answer")).orElse(NONE));
    row(title, cells);
  }

  private void besideNginx(String name) {
    List<String> cells = new ArrayList<>();
    for (int count : streams) {
      String goal = goal(name, "; goal %.1f", count < MANY ? GOAL : GOAL_AT_MANY);
      cells.add(ratio(name, goal, String.valueOf(count), "delta"));
    }
    cells.add(ratio(name, "", "full", "delta"));
    cells.add(ratio(name, goal(name, "; goal %.0f", GOAL_AS_JSON), "json", "answer"));
    row("that beside nginx, hot", cells);
  }

  private static String goal(String name, String form, double goal) {
    return name.startsWith(OURS) ? String.format(Locale.ROOT, form, goal) : "";
  }

  private String ratio(String name, String goal, String load, String what) {
    OptionalDouble ours = figures.number(name, "hot", load, what);
    OptionalDouble nginx = figures.number("nginx", "hot", load, what);
    return ours.isEmpty() || nginx.isEmpty()
        ? NONE
        : String.format(Locale.ROOT, "%.1f ×", ours.getAsDouble() / nginx.getAsDouble()) + goal;
  }

  private void delays() {
    head(
        "Age of a delta when it is read in ms, median and 99 of 100", "first text beyond the call");
    for (String name : measured(GATEWAYS)) {
      for (String when : List.of("cold", "hot")) {
        delay(name, name + ", " + when, when);
      }
    }
    for (String api : measured(APIS)) {
      delay(api, OURS_HOT + ", " + api, "hot");
      delay(api + TOOL, OURS_HOT + ", " + api + TOOL, "hot");
    }
  }

  private void delay(String name, String title, String when) {
    List<String> cells = new ArrayList<>();
    for (int count : streams) {
      String load = String.valueOf(count);
      OptionalDouble median = figures.number(name, when, load, "age 0.5");
      OptionalDouble most = figures.number(name, when, load, "age 0.99");
      if (median.isEmpty() || most.isEmpty()) {
        cells.add(missing(name));
      } else {
        cells.add(
            figures
                .text(name, when, load, "state")
                .filter(state -> !state.equals(Sample.State.CALM.name()))
                .map(state -> state.toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElseGet(
                    () ->
                        String.format(
                            Locale.ROOT, "%.1f / %.1f", median.getAsDouble(), most.getAsDouble())));
      }
    }
    OptionalDouble first = figures.number(name, when, "first text");
    OptionalDouble direct = figures.number(name, "direct", "first text");
    cells.add(
        first.isEmpty() || direct.isEmpty()
            ? ""
            : String.format(Locale.ROOT, "%.1f", first.getAsDouble() - direct.getAsDouble()));
    row(title, cells);
  }

  private void memory() {
    head("Memory in MiB, hot", "idle after its start", "seconds to its first answer");
    for (String name : measured(GATEWAYS)) {
      List<String> cells = new ArrayList<>();
      for (int count : streams) {
        cells.add(
            whole(figures.number(name, "hot", String.valueOf(count), "rss")).orElse(missing(name)));
      }
      cells.add(whole(figures.number(name, "cold", "idle rss")).orElse(NONE));
      OptionalDouble start = figures.number(name, "cold", "start");
      cells.add(start.isEmpty() ? NONE : String.format(Locale.ROOT, "%.1f", start.getAsDouble()));
      row(name, cells);
    }
  }

  private void head(String title, String... more) {
    List<String> columns = new ArrayList<>();
    streams.forEach(count -> columns.add("%,d streams".formatted(count)));
    columns.addAll(List.of(more));
    page.append("\n| %s | %s |\n".formatted(title, String.join(" | ", columns)));
    page.append("|---|").append("---|".repeat(columns.size())).append('\n');
  }

  private void row(String title, List<String> cells) {
    page.append("| %s | %s |\n".formatted(title, String.join(" | ", cells)));
  }

  private List<String> measured(List<String> names) {
    return names.stream().filter(name -> !figures.below(name, "hot").isEmpty()).toList();
  }

  private boolean overloaded(String name, String when, String load) {
    return figures.text(name, when, load, "state").filter(OVERLOADED::equals).isPresent();
  }

  /** What stands where nothing was measured: why it cannot be, or that it was not driven so far. */
  private String missing(String name) {
    return streams(name) ? "not driven" : "no streams";
  }

  private boolean streams(String name) {
    return figures.text(name, "no streams").isEmpty();
  }

  private static Optional<String> number(OptionalDouble value) {
    return value.stream()
        .mapToObj(one -> String.format(Locale.ROOT, one < 100 ? "%.1f" : "%,.0f", one))
        .findFirst();
  }

  private static Optional<String> whole(OptionalDouble value) {
    return value.stream().mapToObj(one -> String.format(Locale.ROOT, "%.0f", one)).findFirst();
  }

  private void plots(Path images) throws IOException {
    LinePlot costs =
        new LinePlot(
            "µs of processor time per delta",
            streams.stream().map(count -> "%,d streams".formatted(count)).toList());
    for (String name : measured(GATEWAYS)) {
      for (String when : List.of("cold", "hot")) {
        costs.add(
            series(name, when),
            streams.stream()
                .map(count -> figures.number(name, when, String.valueOf(count), "delta"))
                .toList());
      }
    }
    LinePlot.write(images.resolve(COST_PLOT), "µs per delta", List.of(costs));
    List<String> quantiles =
        Sample.QUANTILES.stream()
            .map(quantile -> String.valueOf(quantile * 100).replaceFirst("[.]0$", ""))
            .toList();
    List<LinePlot> delays = new ArrayList<>();
    for (int count : streams) {
      LinePlot plot =
          new LinePlot("ms of delay by percentile, %,d streams".formatted(count), quantiles);
      for (String name : measured(GATEWAYS)) {
        for (String when : List.of("cold", "hot")) {
          plot.add(series(name, when), ages(name, when, String.valueOf(count)));
        }
      }
      delays.add(plot);
    }
    LinePlot.write(images.resolve(DELAY_PLOT), "ms of delay by percentile", delays);
  }

  /** None where deltas waited for a core. */
  private List<OptionalDouble> ages(String name, String when, String load) {
    boolean told =
        figures
            .text(name, when, load, "state")
            .filter(Sample.State.CALM.name()::equals)
            .isPresent();
    return Sample.QUANTILES.stream()
        .map(
            quantile ->
                told ? figures.number(name, when, load, "age " + quantile) : OptionalDouble.empty())
        .toList();
  }

  private static LinePlot.Series series(String name, String when) {
    String colour =
        switch (name) {
          case OURS -> "#3b5bdb";
          case OURS_HOT -> "#15aabf";
          case BARE -> "#fab005";
          case BARE_HAND_OFF -> "#be4bdb";
          case "LiteLLM" -> "#e8590c";
          case "Portkey" -> "#2f9e44";
          default -> "#868e96";
        };
    return new LinePlot.Series(name + ", " + when, colour, when.equals("cold"));
  }
}
