package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Bars in groups, as SVG in the colours of whatever page it stands on. */
final class Plot {

  private static final int HEIGHT = 200;
  private static final int BAR = 46;
  private static final int TOP = 50;
  private static final Map<String, String> COLOURS =
      Map.of("langfast2api", "#3b5bdb", "nginx", "#868e96");

  private final String unit;
  private final Map<Integer, Map<String, Double>> groups = new LinkedHashMap<>();

  /**
   * @param unit of the values
   */
  Plot(String unit) {
    this.unit = unit;
  }

  void add(String series, int streams, double value) {
    groups.computeIfAbsent(streams, s -> new LinkedHashMap<>()).put(series, value);
  }

  void write(Path file) throws IOException {
    double most =
        groups.values().stream()
            .flatMap(group -> group.values().stream())
            .mapToDouble(value -> value)
            .max()
            .orElse(1);
    int width = 40 + groups.size() * 3 * BAR;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        <style>text { font: 13px system-ui, sans-serif; fill: #1f2328 }
        @media (prefers-color-scheme: dark) { text { fill: #d1d7e0 } }</style>
        """
            .formatted(width, TOP + HEIGHT + 40, unit));
    int key = 10;
    for (Map.Entry<String, String> colour : new java.util.TreeMap<>(COLOURS).entrySet()) {
      rect(svg, key, 10, 12, 12, colour.getValue());
      text(svg, key + 18, 21, "start", colour.getKey() + ", " + unit);
      key += width / 2;
    }
    int x = 20;
    for (Map.Entry<Integer, Map<String, Double>> group : groups.entrySet()) {
      text(svg, x + BAR, TOP + HEIGHT + 20, "middle", "%,d streams".formatted(group.getKey()));
      for (Map.Entry<String, Double> bar : group.getValue().entrySet()) {
        int height = (int) Math.round(bar.getValue() / most * (HEIGHT - 20));
        rect(svg, x, TOP + HEIGHT - height, BAR - 6, height, COLOURS.get(bar.getKey()));
        text(
            svg,
            x + BAR / 2 - 3,
            TOP + HEIGHT - height - 5,
            "middle",
            String.format(Locale.ROOT, bar.getValue() < 100 ? "%.1f" : "%.0f", bar.getValue()));
        x += BAR;
      }
      x += BAR;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, svg.append("</svg>\n"));
  }

  private static void rect(StringBuilder svg, int x, int y, int width, int height, String fill) {
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n"
            .formatted(x, y, width, height, fill));
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor, text));
  }
}
