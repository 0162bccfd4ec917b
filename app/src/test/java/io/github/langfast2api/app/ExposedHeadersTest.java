package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.langfast2api.http.exchange.ResponseHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The headers that CORS exposes are those that the http module names in its sources. */
class ExposedHeadersTest {

  private static final Path SOURCES = Path.of("..", "adapters-http", "src", "main", "java");
  private static final Pattern HEADER =
      Pattern.compile("\"((?:x-|retry-|request-|anthropic-ratelimit-)[a-z-]+)\"");

  /** Request headers, a content coding, and headers for proxies and browsers, not for scripts. */
  private static final Set<String> NOT_FOR_SCRIPTS =
      Set.of(
          "x-client-request-id",
          "x-api-key",
          "x-gzip",
          "x-accel-buffering",
          "x-content-type-options");

  @Test
  void everyHeaderForScriptsIsExposed() throws IOException {
    Set<String> named = new HashSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertFalse(sources.isEmpty());
      for (Path source : sources) {
        HEADER
            .matcher(Files.readString(source))
            .results()
            .forEach(header -> named.add(header.group(1)));
      }
    }
    named.removeAll(NOT_FOR_SCRIPTS);
    assertEquals(ResponseHeaders.EXPOSED, named);
  }
}
