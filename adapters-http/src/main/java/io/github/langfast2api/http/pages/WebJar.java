package io.github.langfast2api.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The libraries of the playground, from the WebJars on the class path. Their versions are those of
 * the build; the shaded jar has of them what is named here, and their licenses.
 */
final class WebJar {

  private static final String FOLDER = "/META-INF/resources/webjars/";
  private static final String MARKED = FOLDER + "marked/17.0.1/lib/marked.esm.js";
  private static final String PRISM = FOLDER + "prismjs/1.30.0/components/prism-%s.min.js";

  /** Those that answers are likely to have; each stands behind those that it builds on. */
  private static final List<String> LANGUAGES =
      List.of(
          "markup",
          "css",
          "clike",
          "javascript",
          "typescript",
          "json",
          "bash",
          "python",
          "java",
          "kotlin",
          "c",
          "cpp",
          "csharp",
          "go",
          "rust",
          "sql",
          "yaml",
          "diff");

  private WebJar() {}

  /** Marked's module, whose {@code Lexer} makes tokens of Markdown. */
  static byte[] markdownLexer() {
    return ClasspathResource.bytes(MARKED);
  }

  /** Prism's core and languages, which are scripts with one global variable, as one module. */
  static byte[] highlighter() {
    return LANGUAGES.stream()
        .map(WebJar::prism)
        .collect(Collectors.joining("\n", prism("core"), "\nexport default Prism;\n"))
        .getBytes(UTF_8);
  }

  private static String prism(String part) {
    return new String(ClasspathResource.bytes(PRISM.formatted(part)), UTF_8) + "\n";
  }
}
