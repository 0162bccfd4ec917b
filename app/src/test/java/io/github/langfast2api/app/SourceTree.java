package io.github.langfast2api.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The project's sources as the compiler's parser reads them. */
final class SourceTree {

  private static final Path TOP = Path.of("..");

  private SourceTree() {}

  /**
   * Parses the Java files of all modules.
   *
   * @param kinds of sources: {@code main}, {@code test}, {@code bench}
   */
  static List<CompilationUnitTree> parse(String... kinds) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths(kinds)));
      List<CompilationUnitTree> trees = new ArrayList<>();
      task.parse().forEach(trees::add);
      return trees;
    }
  }

  private static List<Path> paths(String... kinds) throws IOException {
    Pattern wanted =
        Pattern.compile("[^/]+/src/(%s)/java/.*\\.java".formatted(String.join("|", kinds)));
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> modules = Files.list(TOP)) {
      for (Path sources :
          modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(sources)) {
          files
              .filter(file -> wanted.matcher(TOP.relativize(file).toString()).matches())
              .forEach(paths::add);
        }
      }
    }
    return paths;
  }

  /** Where a file is, as one would name it at the top of the project. */
  static String name(CompilationUnitTree file) {
    return TOP.toAbsolutePath()
        .normalize()
        .relativize(Path.of(file.getSourceFile().toUri()))
        .toString();
  }
}
