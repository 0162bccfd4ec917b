import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the download that needs no Java, {@code target/langfast2api-VERSION-OS-ARCH.tar.gz} or
 * {@code .zip} on Windows, for the system it runs on: a Java runtime, the jar of {@code target},
 * and an AOT cache that this runtime learned from this jar. Runs in {@code app}, on the JDK whose
 * runtime it takes; its argument is the version.
 */
public final class Dist {

  /** Those that the jar uses, by jdeps and by running it: no XML, no SQL, no desktop. */
  private static final String MODULES =
      "java.base,java.logging,java.management,java.net.http,jdk.unsupported";

  /** The cache is good for a jar of this time alone. Archives may tell times by two seconds. */
  private static final Instant TIME = Instant.parse("2025-11-01T00:00:00Z");

  private static final Path TARGET = Path.of("target");
  private static final Path SOURCE = Path.of("src", "dist", "root");
  private static final boolean WINDOWS = systemName().equals("windows");

  private final Path folder;

  private Dist(String version) {
    folder = TARGET.resolve("dist/langfast2api-%s-%s".formatted(version, platform()));
  }

  public static void main(String[] args) throws Exception {
    Path archive = new Dist(args[0]).make();
    System.out.printf("%s: %,d bytes%n", archive, Files.size(archive));
  }

  private Path make() throws Exception {
    delete(folder);
    Files.createDirectories(folder);
    link();
    copyFiles();
    requireLicenses();
    setTime();
    train();
    String name = folder.getFileName().toString();
    return WINDOWS
        ? Archives.zip(folder, TARGET.resolve(name + ".zip"), TIME)
        : Archives.tar(folder, TARGET.resolve(name + ".tar.gz"), TIME);
  }

  /** The modules are not compressed: the archive as a whole is, and that makes it smaller. */
  private void link() {
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.resolve("runtime").toString());
    if (status != 0) {
      throw new IllegalStateException("jlink ended with " + status);
    }
  }

  private void copyFiles() throws IOException {
    copyAll(SOURCE, folder);
    Files.delete(folder.resolve(WINDOWS ? "bin/langfast2api" : "bin/langfast2api.bat"));
    if (systemName().equals("linux")) {
      copyAll(Path.of("..", "docs", "deploy", "systemd"), folder.resolve("systemd"));
    }
    copy(TARGET.resolve("langfast2api.jar"), folder.resolve("lib/langfast2api.jar"));
    copy(TARGET.resolve("bom.json"), folder.resolve("bom.json"));
    for (String file : List.of("models.json", "models.schema.json", "LICENSE")) {
      copy(Path.of("..", file), folder.resolve(file));
    }
  }

  /** So that nothing is passed on without its licence. */
  private void requireLicenses() throws IOException {
    String listed = Files.readString(folder.resolve("licenses/README.txt"));
    Set<String> missing = new TreeSet<>();
    Pattern.compile("pkg:maven/([^/]+)/")
        .matcher(Files.readString(folder.resolve("bom.json")))
        .results()
        .map(found -> found.group(1))
        .filter(group -> !group.startsWith("io.github.langfast2api"))
        .filter(group -> !isListed(group, listed))
        .forEach(missing::add);
    if (!missing.isEmpty()) {
      throw new IllegalStateException(SOURCE + "/licenses/README.txt does not list " + missing);
    }
  }

  /** Whether a line begins with the group or with one above it that has a name of its own. */
  private static boolean isListed(String group, String listed) {
    for (String name = group; name.contains("."); name = name.replaceFirst("\\.[^.]*$", "")) {
      if (Pattern.compile("^" + Pattern.quote(name) + " ", Pattern.MULTILINE)
          .matcher(listed)
          .find()) {
        return true;
      }
    }
    return false;
  }

  private void setTime() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> Files.isRegularFile(path)).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(TIME));
      }
    }
  }

  /** Where there is no models.json, and no application.yaml that would be read. */
  private void train() throws IOException, InterruptedException {
    Path lib = folder.resolve("lib").toAbsolutePath();
    Path cache = lib.resolve("langfast2api.aot");
    List<String> command = new ArrayList<>();
    command.add(folder.resolve("runtime/bin/java").toAbsolutePath().toString());
    command.add("@" + lib.resolve("jvm.options"));
    command.addAll(List.of("-Xmx512m", "-XX:AOTCacheOutput=" + cache));
    command.addAll(List.of("-cp", lib.resolve("langfast2api.jar").toString()));
    command.add("io.github.langfast2api.app.Training");
    Path log = TARGET.resolve("dist/training.log");
    ProcessBuilder training =
        new ProcessBuilder(command)
            .directory(lib.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    training.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    int status = training.start().waitFor();
    if (status != 0 || !Files.exists(cache)) {
      throw new IllegalStateException(
          "the training ended with %d:%n%s".formatted(status, Files.readString(log)));
    }
    Files.setLastModifiedTime(cache, FileTime.from(TIME));
  }

  private static String platform() {
    String processor = System.getProperty("os.arch");
    return systemName()
        + switch (processor) {
          case "amd64", "x86_64" -> "-x64";
          case "aarch64" -> "-arm64";
          default -> "-" + processor;
        };
  }

  private static String systemName() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return Stream.of("linux", "windows", "mac")
        .filter(name::startsWith)
        .map(found -> found.equals("mac") ? "macos" : found)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no download is made for " + name));
  }

  private static void copyAll(Path from, Path to) throws IOException {
    for (Path file : walk(from)) {
      if (Files.isRegularFile(file)) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : walk(folder).reversed()) {
        file.toFile().setWritable(true);
        Files.delete(file);
      }
    }
  }

  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.naturalOrder()).collect(Collectors.toList());
    }
  }
}
