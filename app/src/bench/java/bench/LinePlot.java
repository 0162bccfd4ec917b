package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Lines over categories, with a logarithmic scale, as SVG in the colours of whatever page it stands
 * on.
 */
final class LinePlot {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 260;
  private static final int LEFT = 60;
  private static final int TOP = 34;
  private static final int BOTTOM = 40;
  private static final int KEY_ROW = 20;
  private static final int KEY_COLUMN = 230;

  private final String title;
  private final List<String> categories;
  private final Map<Series, List<OptionalDouble>> lines = new LinkedHashMap<>();

  /**
   * A line's name and looks.
   *
   * @param dashed whether it is a broken line
   */
  record Series(String name, String colour, boolean dashed) {}

  /**
   * @param title of what the values are, with their unit
   */
  LinePlot(String title, List<String> categories) {
    this.title = title;
    this.categories = categories;
  }

  /** Adds a line; where it has no value it ends. */
  void add(Series series, List<OptionalDouble> values) {
    if (values.stream().anyMatch(OptionalDouble::isPresent)) {
      lines.put(series, values);
    }
  }

  /** Writes plots side by side, two in a row, below one key. */
  static void write(Path file, String label, List<LinePlot> plots) throws IOException {
    List<Series> all =
        plots.stream().flatMap(plot -> plot.lines.keySet().stream()).distinct().toList();
    int columns = Math.min(2, plots.size());
    int perRow = Math.max(1, columns * WIDTH / KEY_COLUMN);
    int key = 10 + (all.size() + perRow - 1) / perRow * KEY_ROW;
    int rows = (plots.size() + columns - 1) / columns;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        <style>text { font: 13px system-ui, sans-serif; fill: #1f2328 }
        .grid { stroke: #868e96; stroke-opacity: .3 }
        @media (prefers-color-scheme: dark) { text { fill: #d1d7e0 } }</style>
        """
            .formatted(columns * WIDTH, key + rows * HEIGHT, label));
    for (int i = 0; i < all.size(); i++) {
      int x = 10 + i % perRow * KEY_COLUMN;
      int y = 16 + i / perRow * KEY_ROW;
      svg.append(line(all.get(i), "M%d %dh24".formatted(x, y - 4)));
      svg.append(text(x + 32, y, "start", all.get(i).name()));
    }
    for (int i = 0; i < plots.size(); i++) {
      plots.get(i).draw(svg, i % columns * WIDTH, key + i / columns * HEIGHT);
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, svg.append("</svg>\n"));
  }

  private void draw(StringBuilder svg, int left, int top) {
    double[] values =
        lines.values().stream()
            .flatMap(List::stream)
            .flatMapToDouble(OptionalDouble::stream)
            .map(value -> Math.log10(Math.max(value, 0.01)))
            .toArray();
    int low = (int) Math.floor(java.util.Arrays.stream(values).min().orElse(0));
    int high = Math.max(low + 1, (int) Math.ceil(java.util.Arrays.stream(values).max().orElse(1)));
    svg.append(text(left + LEFT, top + 18, "start", title));
    int bottom = top + HEIGHT - BOTTOM;
    for (int power = low; power <= high; power++) {
      int y = y(top, power, low, high);
      svg.append(
          "<path class=\"grid\" d=\"M%d %dH%d\"/>%n".formatted(left + LEFT, y, left + WIDTH - 10));
      svg.append(text(left + LEFT - 8, y + 4, "end", label(power)));
    }
    for (int i = 0; i < categories.size(); i++) {
      svg.append(text(x(left, i), bottom + 20, "middle", categories.get(i)));
    }
    lines.forEach((series, points) -> svg.append(line(series, path(points, left, top, low, high))));
  }

  private String path(List<OptionalDouble> points, int left, int top, int low, int high) {
    List<String> steps = new ArrayList<>();
    boolean pen = false;
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).isPresent()) {
        double power = Math.log10(Math.max(points.get(i).getAsDouble(), 0.01));
        steps.add(
            "%s%d %dm-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0m3 0"
                .formatted(pen ? "L" : "M", x(left, i), y(top, power, low, high)));
      }
      pen = points.get(i).isPresent();
    }
    return String.join("", steps);
  }

  private int x(int left, int category) {
    int room = WIDTH - LEFT - 40;
    return left + LEFT + 15 + category * room / Math.max(1, categories.size() - 1);
  }

  private static int y(int top, double power, int low, int high) {
    int room = HEIGHT - TOP - BOTTOM;
    return top + TOP + (int) Math.round((high - power) / (high - low) * room);
  }

  private static String label(int power) {
    return power < 0
        ? String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power))
        : "%,d".formatted(Math.round(Math.pow(10, power)));
  }

  private static String line(Series series, String path) {
    return "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n"
        .formatted(path, series.colour(), series.dashed() ? " stroke-dasharray=\"5 4\"" : "");
  }

  private static String text(int x, int y, String anchor, String text) {
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n"
        .formatted(x, y, anchor, text.replace("&", "&amp;").replace("<", "&lt;"));
  }
}
