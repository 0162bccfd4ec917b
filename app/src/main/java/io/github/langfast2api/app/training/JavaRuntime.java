package io.github.langfast2api.app.training;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java runtime of this process. */
public final class JavaRuntime {

  private static final Path HOME =
      Path.of(ProcessHandle.current().info().command().orElseThrow()).resolve("../..").normalize();

  private JavaRuntime() {}

  /**
   * The command that runs a main class of this process' class path.
   *
   * @param options of the JVM
   */
  public static List<String> command(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(file("bin/java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** A file of the runtime. */
  static Path file(String path) {
    return HOME.resolve(path);
  }
}
