package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmark of {@code src/bench}, which is compiled by {@code ./bench} alone: it compiles, and
 * what it decides is right.
 */
class BenchmarkTest {

  private static final Path SOURCES = Path.of("src", "bench", "java", "bench");

  private static URLClassLoader loader;

  @BeforeAll
  static void compileAndLoad(@TempDir Path classes) throws Exception {
    compile(classes);
    loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, BenchmarkTest.class.getClassLoader());
  }

  @AfterAll
  static void unload() throws Exception {
    loader.close();
  }

  @TestFactory
  List<DynamicTest> holdsWhatItSaysOfItself() throws Exception {
    Map<?, ?> checks =
        (Map<?, ?>) loader.loadClass("bench.SelfCheck").getMethod("checks").invoke(null);
    assertFalse(checks.isEmpty());
    List<DynamicTest> tests = new ArrayList<>();
    checks.forEach(
        (sentence, check) ->
            tests.add(
                DynamicTest.dynamicTest((String) sentence, () -> ((Callable<?>) check).call())));
    return tests;
  }

  private static void compile(Path classes) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    try (Stream<Path> sources = Files.list(SOURCES)) {
      sources.map(Path::toString).forEach(arguments::add);
    }
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, errors, arguments.toArray(String[]::new));
    assertEquals(0, result, errors.toString(StandardCharsets.UTF_8));
  }
}
