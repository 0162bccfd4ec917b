package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process that a test started, and that ends with the test. */
final class RunningProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private RunningProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  static RunningProcess start(ProcessBuilder builder) throws IOException {
    return new RunningProcess(builder.redirectErrorStream(true).start());
  }

  /** Waits for a line that begins so. */
  String awaitLine(String start) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() - end < 0) {
      boolean alive = process.isAlive();
      for (String line : lines) {
        if (line.startsWith(start)) {
          return line;
        }
      }
      if (!alive) {
        break;
      }
      pause();
    }
    close();
    throw new AssertionError("no line that begins with '" + start + "':\n" + output());
  }

  /** Waits for the end. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS * 3, TimeUnit.SECONDS)) {
      close();
      throw new AssertionError("the process does not end:\n" + output());
    }
    reader.join();
    return process.exitValue();
  }

  /** Asks it to end, and goes on listening to it. */
  void terminate() {
    boolean unused = process.toHandle().destroy();
  }

  /** Asks it to end, and waits until it has. */
  void stop() throws InterruptedException {
    terminate();
    int unused = awaitExit();
  }

  /** Ends it, whether it wants to or not, and waits until it has. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    int unused = awaitExit();
  }

  long pid() {
    return process.pid();
  }

  String output() {
    return String.join("\n", lines);
  }

  /** Ends it, and what it has started and not waited for. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      started.forEach(ProcessHandle::destroyForcibly);
      reader.join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader(UTF_8)) {
      out.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add(e.toString());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
