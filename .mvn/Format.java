import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that every Java source below the working directory is formatted by google-java-format, or formats it: {@code check} or {@code fix},
 * and a file whose time is that of the last check that found nothing: what is older need not be read again. It runs on the build's own JDK,
 * since the formatter parses with the javac of the JVM it runs on and Maven's may be an older one.
 */
void main(String[] args) throws Exception {
  boolean fix = args[0].equals("fix");
  Path checked = Path.of(args[1]);
  FileTime start = FileTime.from(Instant.now());
  List<Path> unformatted =
      changedSince(checked).parallelStream().filter(source -> !isFormatted(source, fix)).toList();
  if (!fix && !unformatted.isEmpty()) {
    unformatted.forEach(source -> IO.println("not formatted: " + source));
    IO.println("To format them: mvn -N validate -Dformat=fix");
    System.exit(1);
  }
  Files.writeString(checked, "");
  Files.setLastModifiedTime(checked, start);
}

boolean isFormatted(Path source, boolean fix) {
  try {
    String text = Files.readString(source);
    String formatted = new Formatter().formatSourceAndFixImports(text);
    if (fix && !formatted.equals(text)) {
      Files.writeString(source, formatted);
    }
    return formatted.equals(text);
  } catch (IOException e) {
    throw new UncheckedIOException(e);
  } catch (FormatterException e) {
    throw new IllegalStateException(source.toString(), e);
  }
}

List<Path> changedSince(Path checked) throws IOException {
  FileTime time = Files.exists(checked) ? Files.getLastModifiedTime(checked) : FileTime.fromMillis(0);
  List<Path> changed = new ArrayList<>();
  for (Path source : sources()) {
    if (Files.getLastModifiedTime(source).compareTo(time) >= 0) {
      changed.add(source);
    }
  }
  return changed;
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
