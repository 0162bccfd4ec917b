package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jar, in a process of its own, and what that process costs. */
final class Gateway implements AutoCloseable {

  /** Of the kernel's accounting: USER_HZ is 100 on every Linux that Java runs on. */
  private static final double SECONDS_PER_TICK = 0.01;

  private final Process process;
  private final int port;

  private Gateway(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Gateway start(Upstream upstream, String jar, List<String> pin, List<String> flags)
      throws IOException {
    List<String> command = new ArrayList<>(pin);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-jar", jar, "PORT=0", "LOG_LEVEL=error", "MAX_ANSWERS=100000"));
    command.add("LANGFAST_ANON_KEY=k");
    command.add("LANGFAST_SUPABASE_URL=" + upstream.callsUrl());
    command.add("LANGFAST_RUNNER_URL=" + upstream.runnerUrl());
    command.add("LANGFAST_SESSION_FILE=" + Files.createTempDirectory("bench").resolve("s.json"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = process.inputReader();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    String line = out.readLine();
    // The JVM says what it thinks of its flags first.
    while (line != null && !line.contains("http://")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the gateway does not start");
    }
    String url = line.substring(line.indexOf("http://"), line.indexOf(','));
    // A read of a pipe would keep a virtual thread's carrier, of which there may be one.
    Thread.ofPlatform().daemon().start(() -> out.lines().forEach(ignored -> {}));
    return new Gateway(process, Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)));
  }

  int port() {
    return port;
  }

  /** Seconds of processor time so far, in the process and in the kernel for it. */
  double cpu() throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * SECONDS_PER_TICK;
  }

  /** Resident memory in MiB. */
  double rss() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no VmRSS");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
