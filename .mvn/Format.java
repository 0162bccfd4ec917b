import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that every Java source below the working directory is formatted by google-java-format, or formats it: {@code check} or {@code fix}.
 * It runs on the build's own JDK, since the formatter parses with the javac of the JVM it runs on and Maven's may be an older one.
 */
void main(String[] args) throws Exception {
  boolean fix = List.of(args).contains("fix");
  boolean clean = true;
  for (Path source : sources()) {
    String text = Files.readString(source);
    String formatted = new Formatter().formatSourceAndFixImports(text);
    if (formatted.equals(text)) {
      continue;
    }
    if (fix) {
      Files.writeString(source, formatted);
    } else {
      clean = false;
      IO.println("not formatted: " + source);
    }
  }
  if (!clean) {
    IO.println("To format them: mvn -N validate -Dformat=fix");
    System.exit(1);
  }
}

List<Path> sources() throws IOException {
  try (Stream<Path> files = Files.walk(Path.of(""))) {
    return files
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> file.toString().contains("/src/") || file.startsWith("src"))
        .filter(file -> !file.toString().contains("node_modules"))
        .toList();
  }
}
