package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} says what the jar's application.yaml says. {@code
 * -Dconfiguration=write} has it said.
 */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final String BEGIN = "-Dconfiguration=write -->\n";
  private static final String END = "<!-- end of settings -->";

  @Test
  void thePageSaysWhatTheJarSays() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String wanted = page.substring(0, begin) + settings() + page.substring(page.indexOf(END));
    if (System.getProperty("configuration", "").equals("write")) {
      Path unused = Files.writeString(PAGE, wanted);
    } else {
      assertEquals(wanted, page, "mvn verify -Dconfiguration=write mends this");
    }
  }

  /** Each paragraph of comments with the settings that stand below it. */
  private static String settings() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> comment = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    List<String> lines =
        new ArrayList<>(Files.readAllLines(Path.of("src/main/resources/application.yaml")));
    lines.add("");
    for (String line : lines) {
      if (line.startsWith("#")) {
        comment.add(line.substring(1).strip());
      } else if (!line.isEmpty()) {
        rows.add(row(line));
      } else {
        text.append(group(comment, rows));
        comment.clear();
        rows.clear();
      }
    }
    return text.toString();
  }

  private static String group(List<String> comment, List<String> rows) {
    // What is said of the file as a whole has no settings below it, and stands on the page already.
    return rows.isEmpty()
        ? ""
        : "\n%s\n\n| name | default |\n|---|---|\n%s\n\n"
            .formatted(String.join("\n", comment), String.join("\n", rows))
            .replaceFirst("\n$", "");
  }

  private static String row(String setting) {
    int colon = setting.indexOf(':');
    String value = setting.substring(colon + 1).strip().replace("\"", "");
    return "| `%s` | %s |"
        .formatted(setting.substring(0, colon), value.isEmpty() ? "" : "`" + value + "`");
  }
}
