package io.github.langfast2api.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resident set size: the memory that the process takes, its heap and all else. */
final class ResidentMemory {

  /** Linux says it here. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private ResidentMemory() {}

  /** In bytes; empty where the operating system does not tell. */
  static OptionalLong bytes() {
    try {
      return bytes(Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  static OptionalLong bytes(List<String> lines) {
    return lines.stream()
        .map(RESIDENT::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)) * 1024)
        .findFirst();
  }
}
