package io.github.langfast2api.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationYamlTest {

  private static final Set<String> NAMES = Set.of("HOST", "KEYS", "PORT", "ALIASES");

  private final Path file;

  ApplicationYamlTest(@TempDir Path folder) {
    this.file = folder.resolve("application.yaml");
  }

  private Map<String, String> read(String yaml) throws IOException {
    Files.writeString(file, yaml.replace("\\n", "\n").replace("\\t", "\t"));
    return ApplicationYaml.read(file, () -> NAMES);
  }

  @Test
  void thereNeedBeNoFile() {
    assertEquals(Map.of(), ApplicationYaml.read(file, () -> NAMES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "KEYS: sk-a | sk-a",
        "KEYS: 0123 | 0123",
        "KEYS: 1e3 | 1e3",
        "KEYS: yes | yes",
        "KEYS: 2026-01-01 | 2026-01-01",
        "KEYS: 'a: #b' | a: #b",
        "KEYS: [sk-a, sk-b] | sk-a,sk-b",
        "KEYS: [sk-a] | sk-a",
        "KEYS:\\n- 0123\\n- sk-b | 0123,sk-b",
        "KEYS: {fast: gpt-5, slow: o3} | fast=gpt-5,slow=o3",
        "KEYS: &k sk-a\\nHOST: *k | sk-a",
        "\uFEFFKEYS: schl\u00fcssel | schl\u00fcssel",
        "---\\nKEYS: sk-a\\n... | sk-a",
      })
  void everyWayToWriteAValueIsUsed(String yaml, String value) throws IOException {
    assertEquals(value, read(yaml).get("KEYS"));
  }

  @Test
  void aBlockIsOneValueWithItsLines() throws IOException {
    assertEquals("sk-a\nsk-b\n", read("KEYS: |\n  sk-a\n  sk-b\n").get("KEYS"));
  }

  @ParameterizedTest
  @CsvSource({"KEYS:", "KEYS: ~", "KEYS: null", "KEYS: ''", "KEYS: []", "KEYS: {}"})
  void aValueThatIsEmptyIsNone(String yaml) throws IOException {
    assertEquals(Map.of("KEYS", ""), read(yaml));
  }

  @ParameterizedTest
  @CsvSource({"''", "'# nothing'", "---"})
  void aFileMayBeEmpty(String yaml) throws IOException {
    assertEquals(Map.of(), read(yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "KEY: a | line 1: \"KEY\" is no setting; did you mean KEYS?",
        "HOST: a\\nserver:\\n  port: 1 | line 2: \"server\" is no setting.",
        "keys: a | line 1: \"keys\" is no setting; did you mean KEYS?",
        "HOST: a\\nHOST: b | line 2: HOST is set twice.",
        "KEYS: [[a], b] | line 1: one of the values of KEYS must be a text.",
        "KEYS: ['a,b'] | line 1: one of the values of KEYS is empty or has a comma.",
        "KEYS: [a, ''] | line 1: one of the values of KEYS is empty or has a comma.",
        "KEYS: [a, ~] | line 1: one of the values of KEYS must be a text.",
        "KEYS: {a: {b: c}} | line 1: one of the values of KEYS must be a text.",
        "- a | line 1: settings are written as NAME: value.",
        "just text | line 1: settings are written as NAME: value.",
        "HOST: [ | line 1: it is not YAML",
        "HOST: a\\n\\tPORT: 1 | line 2: it is not YAML",
        "HOST: a\\n---\\nPORT: 1 | line 2: it is not YAML",
        "? [a] : b | line 1: a name must be a text.",
      })
  void whatIsNotUnderstoodIsRefusedWithItsLine(String yaml, String message) {
    ConfigurationException e = assertThrows(ConfigurationException.class, () -> read(yaml));
    assertTrue(
        e.getMessage().startsWith("application.yaml in the working directory, " + message),
        e.getMessage());
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(file, "HOST: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(ConfigurationException.class, () -> ApplicationYaml.read(file, () -> NAMES));
  }

  @Test
  void aListOfKeysInTheFileAsksForEachOfThem() {
    Settings settings =
        Settings.of(Map.of("user.home", "/"), Map.of("USER_SET_KEY", "sk-a\nsk-b, sk-c"));
    assertEquals(Set.of("sk-a", "sk-b", "sk-c"), Set.copyOf(AccessConfig.of(settings).keys()));
  }

  @Test
  void aLineBreakIsRefusedWhereThereIsOneValue() {
    Settings settings = Settings.of(Map.of(), Map.of("LANGFAST_EMAIL", "a\nb"));
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> settings.text("LANGFAST_EMAIL"));
    assertEquals(
        "LANGFAST_EMAIL has a line break or another control character in it.", e.getMessage());
  }
}
