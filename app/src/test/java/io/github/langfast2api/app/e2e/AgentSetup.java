package io.github.langfast2api.app.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code docs/clients.md} says of how a coding agent is set up and run.
 *
 * @param files to write, by their names, which may begin with {@code ~/}
 * @param commands for the shell, line by line, of which one asks {@link #QUESTION} and one, for the
 *     same session, {@link #NEXT_QUESTION}
 */
record AgentSetup(Map<String, String> files, List<String> commands) {

  private static final Path PAGE = Path.of("..", "docs", "clients.md");
  private static final String GATEWAY = "http://127.0.0.1:8000";
  private static final String QUESTION = "\"What does this project do?\"";
  private static final String NEXT_QUESTION = "\"And what does it lack?\"";

  /** A block of code, and what is said from the block before it on. */
  private static final Pattern BLOCK = Pattern.compile("(?s)(.*?)\n```(\\w+)\n(.*?)\n```\n");

  private static final Pattern FILE = Pattern.compile("`([^`\n]+\\.(?:json|yaml|toml))`");

  /** Reads the section of this title. */
  static AgentSetup read(String title) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> commands = List.of();
    for (MatchResult block : BLOCK.matcher(section(title)).results().toList()) {
      if (block.group(2).equals("sh")) {
        commands = block.group(3).lines().toList();
      } else {
        files.put(
            FILE.matcher(block.group(1)).results().findFirst().orElseThrow().group(1),
            block.group(3));
      }
    }
    return new AgentSetup(files, commands);
  }

  /** The same, with other words in the files. */
  AgentSetup with(Map<String, String> changes) {
    Map<String, String> changed = new LinkedHashMap<>(files);
    changes.forEach(
        (words, instead) -> changed.replaceAll((name, text) -> text.replace(words, instead)));
    return new AgentSetup(changed, commands);
  }

  private static String section(String title) throws IOException {
    String page = Files.readString(PAGE);
    String heading = "\n### " + title + "\n";
    int start = page.indexOf(heading);
    if (start < 0) {
      throw new IOException(PAGE + " has no section " + title);
    }
    int end = page.indexOf("\n#", start + heading.length());
    return page.substring(start + heading.length(), end);
  }

  /** Writes the files, for a gateway that listens elsewhere. */
  void write(Path home, Path project, String gateway) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      Path path = name.startsWith("~/") ? home.resolve(name.substring(2)) : project.resolve(name);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue().replace(GATEWAY, gateway));
    }
  }

  /**
   * The command, for a gateway that listens elsewhere; it asks what a variable of the shell says.
   */
  String question(String gateway, String variable) {
    return command(QUESTION, NEXT_QUESTION, gateway, variable);
  }

  /** The same for one that goes on with the session. */
  String nextQuestion(String gateway, String variable) {
    return command(NEXT_QUESTION, QUESTION, gateway, variable);
  }

  private String command(String asked, String other, String gateway, String variable) {
    if (commands.stream().noneMatch(line -> line.contains(asked))) {
      throw new IllegalStateException("there is no command with " + asked);
    }
    return commands.stream()
        .filter(line -> !line.contains(other))
        .map(line -> line.replace(GATEWAY, gateway).replace(asked, "\"$" + variable + "\""))
        .collect(Collectors.joining("\n"));
  }
}
