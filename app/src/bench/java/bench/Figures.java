package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Figures by names of several words, in a file of lines that several processes add to: words and a
 * value, with tabs between them.
 */
final class Figures {

  private final Path file;
  private final Map<List<String>, String> values = new LinkedHashMap<>();

  /** Reads what is there; a file that is not there is empty. */
  Figures(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        List<String> words = List.of(line.split("\t"));
        values.put(words.subList(0, words.size() - 1), words.getLast());
      }
    }
  }

  /** Adds a figure. */
  void put(double value, String... name) throws IOException {
    put(String.format(Locale.ROOT, "%.4f", value), name);
  }

  /** Adds a word of text. */
  void put(String text, String... name) throws IOException {
    List<String> words = new ArrayList<>(List.of(name));
    values.put(List.of(name), text);
    words.add(text);
    String line = String.join("\t", words) + System.lineSeparator();
    System.err.print(line);
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  Optional<String> text(String... name) {
    return Optional.ofNullable(values.get(List.of(name)));
  }

  OptionalDouble number(String... name) {
    return text(name)
        .map(value -> OptionalDouble.of(Double.parseDouble(value)))
        .orElse(OptionalDouble.empty());
  }

  /** The last words of names that begin with these. */
  List<String> below(String... beginning) {
    int length = beginning.length;
    return values.keySet().stream()
        .filter(name -> name.size() > length && name.subList(0, length).equals(List.of(beginning)))
        .map(name -> name.get(length))
        .distinct()
        .toList();
  }
}
