package io.github.langfast2api.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class DefaultSettingsTest {

  @Test
  void theSettingsAreThoseThatAYamlParserFinds() throws Exception {
    Map<String, String> parsed = new LinkedHashMap<>();
    try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/application.yaml"))) {
      Map<?, ?> document = new Yaml().load(reader);
      document.forEach((name, value) -> parsed.put(String.valueOf(name), String.valueOf(value)));
    }
    assertTrue(parsed.size() > 40, parsed::toString);
    assertEquals(parsed, DefaultSettings.VALUES);
    assertEquals(
        new ArrayList<>(parsed.keySet()), new ArrayList<>(DefaultSettings.VALUES.keySet()));
  }
}
