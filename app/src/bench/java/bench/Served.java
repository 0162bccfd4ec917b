package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is measured: processes of its own, and what they cost by the kernel's accounting. */
class Served implements AutoCloseable {

  /** USER_HZ is 100 on every Linux that Java runs on. */
  static final double SECONDS_PER_TICK = 0.01;

  private static final int CHILDREN_USER_TICKS = 13;
  private static final int CHILDREN_SYSTEM_TICKS = 14;

  private final List<ProcessHandle> processes;
  private final int port;

  /**
   * @param processes the first started the others
   */
  Served(List<ProcessHandle> processes, int port) {
    this.processes = processes;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  int port() {
    return port;
  }

  /**
   * Seconds of processor time so far, in the processes and in the kernel for them, and in those of
   * their children that have ended.
   */
  double cpu() throws IOException {
    double seconds = 0;
    for (ProcessHandle process : processes) {
      String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ended =
          Long.parseLong(fields[CHILDREN_USER_TICKS])
              + Long.parseLong(fields[CHILDREN_SYSTEM_TICKS]);
      seconds += CpuClock.seconds(process.pid()) + ended * SECONDS_PER_TICK;
    }
    return seconds;
  }

  /** Resident memory in MiB. */
  double rss() throws IOException {
    double kib = 0;
    for (ProcessHandle process : processes) {
      for (String line :
          Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
        kib += line.startsWith("VmRSS:") ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
      }
    }
    return kib / 1024;
  }

  @Override
  public void close() {
    processes.forEach(ProcessHandle::destroyForcibly);
  }
}
