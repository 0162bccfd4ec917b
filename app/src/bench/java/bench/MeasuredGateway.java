package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar, in a process of its own. */
final class MeasuredGateway extends Served {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** What clients call themselves; it has no limits unless a gateway is given some. */
  static final String KEY = "sk-bench";

  private final Path allocations;

  private MeasuredGateway(Process process, int port, Path allocations) {
    super(List.of(process.toHandle()), port);
    this.allocations = allocations;
  }

  static MeasuredGateway start(Upstream upstream, String jar, List<String> pin, List<String> flags)
      throws IOException {
    return start(upstream, jar, pin, flags, List.of());
  }

  /** One whose key has limits that nobody reaches, and that are counted as the settings say. */
  static MeasuredGateway withLimits(
      Upstream upstream, String jar, List<String> pin, List<String> flags, String... settings)
      throws IOException {
    Path keys = Files.createTempFile("bench", ".json");
    Files.writeString(
        keys,
        "{\"keys\":[{\"name\":\"bench\",\"key\":\"%s\",\"requests_per_minute\":10000000,"
                .formatted(KEY)
            + "\"concurrent\":100000}]}");
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("KEYS_FILE=" + keys);
    return start(upstream, jar, pin, flags, all);
  }

  private static MeasuredGateway start(
      Upstream upstream, String jar, List<String> pin, List<String> flags, List<String> settings)
      throws IOException {
    Path folder = Files.createTempDirectory("bench");
    Path log = folder.resolve("gc.log");
    List<String> command = new ArrayList<>(pin);
    command.addAll(java(flags));
    command.add("-Xlog:gc+heap:file=" + log);
    command.addAll(List.of("-jar", jar, "PORT=0", "LOG_LEVEL=error", "MAX_ANSWERS=100000"));
    command.add("LANGFAST_ANON_KEY=k");
    command.add("LANGFAST_SUPABASE_URL=" + upstream.callsUrl());
    command.add("LANGFAST_RUNNER_URL=" + upstream.runnerUrl());
    command.add("LANGFAST_SESSION_FILE=" + folder.resolve("s.json"));
    command.addAll(settings);
    // In a folder of its own it finds no models.json, which is of another version than a jar may
    // be.
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new MeasuredGateway(process, port(process), log);
  }

  /** This JVM's command, with flags. */
  static List<String> java(List<String> flags) {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(flags);
    return command;
  }

  /**
   * Makes the cache with which the gateway starts, as {@code ./run} does.
   *
   * @param requests from how many it learns
   */
  static Path train(String jar, List<String> flags, String requests)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bench");
    Path cache = folder.resolve("aot");
    List<String> command = new ArrayList<>(java(flags));
    command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-cp", jar));
    command.addAll(List.of("io.github.langfast2api.app.Training", requests));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0 || !Files.exists(cache)) {
      throw new IOException("no cache could be made");
    }
    return cache;
  }

  /** The bytes of objects that were made so far, as far as the collector has seen. */
  long allocated() throws IOException {
    long kib = 0;
    for (String line : Files.readAllLines(allocations)) {
      // "Eden: 4416K(4416K)->0K(4416K)": what is there before a collection was made since the last.
      int eden = line.indexOf("Eden: ");
      kib += eden < 0 ? 0 : Long.parseLong(line.substring(eden + 6, line.indexOf('K', eden)));
    }
    return kib * 1024;
  }

  private static int port(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    // The JVM says what it thinks of its flags first.
    while (line != null && !line.contains("http://")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the gateway does not start");
    }
    // A read of a pipe would keep a virtual thread's carrier, of which there may be one.
    Thread.ofPlatform().daemon().start(() -> out.lines().forEach(ignored -> {}));
    Matcher port = Pattern.compile("http://[^ ,/]*:([0-9]+)").matcher(line);
    if (!port.find()) {
      throw new IOException("no port in: " + line);
    }
    return Integer.parseInt(port.group(1));
  }
}
