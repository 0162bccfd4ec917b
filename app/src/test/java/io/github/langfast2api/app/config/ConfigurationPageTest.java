package io.github.langfast2api.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.langfast2api.app.config.SettingsFile.Group;
import io.github.langfast2api.app.config.SettingsFile.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The one table of all settings, in {@code docs/configuration.md}, is generated from the jar's
 * application.yaml by {@code -Dconfiguration=write}.
 */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final String BEGIN = "-Dconfiguration=write -->\n";
  private static final String END = "<!-- end of settings -->";

  /** A name in capitals, with a value behind it or none. */
  private static final Pattern NAME = Pattern.compile("`([A-Z]+_[A-Z_]+)(?:=[^`\\n]*)?`");

  /** Names of what other programs read. */
  private static final Pattern OF_OTHERS =
      Pattern.compile("(API|JAVA|OPENAI|ANTHROPIC|CLAUDE|DEFAULT|LITELLM)_.*");

  @Test
  void thePageHasTheSettingsOfTheJar() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String wanted = page.substring(0, begin) + settings() + page.substring(page.indexOf(END));
    if (System.getProperty("configuration", "").equals("write")) {
      Path unused = Files.writeString(PAGE, wanted);
    } else {
      assertEquals(wanted, page, "./verify fast -Dconfiguration=write mends this");
    }
  }

  @Test
  void everySettingHasAMeaning() throws IOException {
    List<String> without =
        SettingsFile.read()
            .settings()
            .filter(setting -> setting.meaning().isEmpty())
            .map(Setting::name)
            .toList();
    assertEquals(List.of(), without);
  }

  @Test
  void theGroupsAreThoseOfAppConfig() throws IOException {
    List<String> components =
        Arrays.stream(AppConfig.class.getRecordComponents())
            .map(component -> component.getName())
            .toList();
    List<String> groups =
        SettingsFile.read().groups().stream()
            .map(group -> group.name().toLowerCase(Locale.ROOT))
            .toList();
    assertEquals(components, groups);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "README.zh-CN.md",
        "SECURITY.md",
        "docs/clients.md",
        "docs/errors.md",
        "docs/operations.md",
        "docs/troubleshooting.md"
      })
  void aPageNamesSettingsThatExist(String page) throws IOException {
    Set<String> known =
        SettingsFile.read().settings().map(Setting::name).collect(Collectors.toSet());
    Set<String> named =
        NAME.matcher(Files.readString(Path.of("..", page)))
            .results()
            .map((MatchResult name) -> name.group(1))
            .filter(name -> !OF_OTHERS.matcher(name).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(named.isEmpty());
    named.removeAll(known);
    assertEquals(Set.of(), named);
  }

  private static String settings() throws IOException {
    return SettingsFile.read().groups().stream()
        .map(ConfigurationPageTest::table)
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String table(Group group) {
    return "### %s\n\n| name | default | meaning |\n|---|---|---|\n%s\n"
        .formatted(
            group.name(),
            group.settings().stream()
                .map(ConfigurationPageTest::row)
                .collect(Collectors.joining("\n")));
  }

  private static String row(Setting setting) {
    String value = setting.value().isEmpty() ? "" : "`" + setting.value() + "` ";
    return "| `%s` | %s| %s |"
        .formatted(setting.name(), value, setting.meaning().replace("|", "\\|"));
  }
}
