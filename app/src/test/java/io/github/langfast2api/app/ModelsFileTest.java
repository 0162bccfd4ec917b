package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsFileTest {

  private static final String ONE =
      """
      {
        "models": [
          {
            "id": "m-1",
            "name": "M 1",
            "created": 1751306799,
            "owned_by": "me",
            "versions": ["m-1-2025"],
            "roles": ["developer", "user"],
            "response_formats": ["text", "json_schema"],
            "sampling": true,
            "reasoning_efforts": ["low"],
            "verbosities": [],
            "tokenizer": "o200k_base",
            "max_completion_tokens": 7
          }
        ]
      }
      """;

  @Test
  void theJarHasSeventeenModels() {
    ModelCatalog catalog = ModelsFile.load(Path.of("models.json"));
    assertEquals(17, catalog.models().size());
    assertEquals(
        List.of("gpt-4.1", "gpt-5-nano"),
        List.of(catalog.models().getFirst().id(), catalog.models().getLast().id()));
    assertEquals("gpt-4o", catalog.require("gpt-4o-2024-08-06").id());
    assertEquals(Set.of(Role.USER, Role.ASSISTANT), catalog.require("o1-mini").roles());
    assertEquals(128000, catalog.require("gpt-5").maxCompletionTokens());
  }

  @Test
  void aFileThatIsNamedMustBeThere(@TempDir Path folder) {
    for (Path wrong : List.of(folder.resolve("models.json"), folder)) {
      ConfigurationException told =
          assertThrows(ConfigurationException.class, () -> ModelsFile.load(wrong));
      assertTrue(told.getMessage().contains("no such file"), told.getMessage());
    }
  }

  @Test
  void aFileBesideTheJarGoesFirst(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("models.json"), ONE);
    Model expected =
        new Model(
            "m-1",
            "M 1",
            Instant.ofEpochSecond(1751306799),
            "me",
            List.of("m-1-2025"),
            Set.of(Role.DEVELOPER, Role.USER),
            Set.of(Model.Format.TEXT, Model.Format.JSON_SCHEMA),
            true,
            List.of("low"),
            List.of(),
            "o200k_base",
            7);
    assertEquals(List.of(expected), ModelsFile.load(file).models());
  }

  @Test
  void aModelWithoutANameForPeopleIsCalledByItsId() {
    String nameless = ONE.replace("\"name\": \"M 1\",", "");
    assertEquals("m-1", ModelsFile.read("a file", nameless).models().getFirst().displayName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\": \"m-1\"| \"id\": 1| line 4| a text",
        "\"id\": \"m-1\",| | line 3| \"id\" is missing",
        "1751306799| \"today\"| line 6| a whole number",
        "\"owned_by\"| \"owner\"| line 7| \"owner\" is not known",
        "[\"m-1-2025\"]| [1]| line 8| a list of texts",
        "\"developer\"| \"robot\"| line 9| \"robot\"",
        "\"developer\", \"user\"| \"developer\"| line 3| no user messages",
        "\"sampling\": true| \"sampling\": 1| line 11| true or false",
        "\"verbosities\"| \"versions\"| line 13| there twice",
        ": 7| : 0| line 3| no room",
        "\"models\"| \"model\"| line 2| \"models\"",
        "true,| true| line no=12| not JSON",
        "m-1-2025| m-1| models.json| two models are called m-1"
      })
  void aBrokenFileIsToldWithItsLine(String find, String replace, String line, String what) {
    String broken = ONE.replaceFirst(find.replace("[", "\\["), replace == null ? "" : replace);
    ConfigurationException told =
        assertThrows(ConfigurationException.class, () -> read(broken), broken);
    String message = told.getMessage();
    assertTrue(message.contains(line), message);
    assertTrue(message.contains(what), message);
  }

  @Test
  void anEmptyFileIsBroken() {
    assertThrows(ConfigurationException.class, () -> read(""));
    assertThrows(ConfigurationException.class, () -> read("[]"));
    assertThrows(ConfigurationException.class, () -> read("{\"models\": []}"));
    assertThrows(ConfigurationException.class, () -> read("{\"models\": ["));
  }

  private static ModelCatalog read(String json) {
    return ModelsFile.read("models.json", json);
  }
}
