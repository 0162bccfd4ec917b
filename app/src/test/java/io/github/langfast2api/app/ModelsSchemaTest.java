package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import io.github.langfast2api.app.config.ConfigurationException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code models.schema.json}, which editors read, says of models.json what the reader says. */
class ModelsSchemaTest {

  private static final Path TOP = Path.of("..");
  private static final JsonProvider JSON = JsonProvider.provider();

  /** Whether a member takes them depends on its type. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "-1",
          "1.5",
          "2147483648",
          "9e40",
          "\"\"",
          "\" \"",
          "\"user\"",
          "\"text\"",
          "\"low\"",
          "\"o200k_base\"",
          "[]",
          "[1]",
          "[null]",
          "[\"\"]",
          "[\"user\"]",
          "[\"system\"]",
          "[\"robot\", \"user\"]",
          "[\"text\"]",
          "[\"xml\"]",
          "{}");

  private final Validator validator;
  private final URI schema;

  ModelsSchemaTest() throws IOException {
    validator =
        new ValidatorFactory()
            .withJsonNodeFactory(new JakartaJsonNode.Factory(JSON.createParserFactory(Map.of())))
            .withSchemaResolver(uri -> SchemaResolver.Result.empty())
            .createValidator();
    schema = validator.registerSchema(Files.readString(TOP.resolve("models.schema.json")));
  }

  @Test
  void theModelsOfTheProjectAreValid() throws IOException {
    String models = Files.readString(TOP.resolve("models.json"));
    assertTrue(isValid(models));
    assertTrue(isRead(models));
  }

  @Test
  void theModelsNameTheSchemaThatIsBesideThem() throws IOException {
    JsonObject models = parse(Files.readString(TOP.resolve("models.json")));
    assertTrue(Files.exists(TOP.resolve(models.getString("$schema"))));
  }

  @Test
  void everyMemberIsDescribed() throws IOException {
    JsonObject all = parse(Files.readString(TOP.resolve("models.schema.json")));
    JsonObject members =
        all.getJsonObject("$defs").getJsonObject("model").getJsonObject("properties");
    assertEquals(
        Stream.of(ModelEntry.class.getRecordComponents())
            .map(component -> RecordSchema.memberName(component.getName()))
            .toList(),
        List.copyOf(members.keySet()));
    members.forEach(
        (name, member) -> assertTrue(member.asJsonObject().containsKey("description"), name));
  }

  static List<String> mutants() throws IOException {
    JsonObject model =
        parse(Files.readString(TOP.resolve("models.json"))).getJsonArray("models").getJsonObject(0);
    List<String> mutants = new ArrayList<>();
    for (String member : model.keySet()) {
      mutants.add(of(Json.createObjectBuilder(model).remove(member).build()));
      for (String value : VALUES) {
        JsonValue other = parse("{\"value\":" + value + "}").get("value");
        mutants.add(of(Json.createObjectBuilder(model).add(member, other).build()));
      }
    }
    mutants.add(of(Json.createObjectBuilder(model).add("owner", "me").build()));
    return mutants;
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aMutatedModelIsRefusedByBothOrByNeither(String mutant) {
    assertEquals(isRead(mutant), isValid(mutant), mutant);
  }

  @Test
  void mostMutantsAreRefused() throws IOException {
    long valid = mutants().stream().filter(this::isValid).count();
    assertTrue(valid > 10 && valid < mutants().size() / 3, () -> valid + " of them are valid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"models\": []}",
        "{\"models\": {}}",
        "{\"models\": [1]}",
        "{\"model\": []}",
        "{\"$schema\": 1, \"models\": []}"
      })
  void aFileOfAnotherFormIsRefusedByBoth(String file) {
    assertTrue(!isRead(file) && !isValid(file), file);
  }

  private boolean isValid(String file) {
    return validator.validate(schema, file).isValid();
  }

  private static boolean isRead(String file) {
    try {
      return !ModelsFile.read("a file", file).models().isEmpty();
    } catch (ConfigurationException e) {
      return false;
    }
  }

  private static String of(JsonObject model) {
    return Json.createObjectBuilder()
        .add("models", Json.createArrayBuilder().add(model))
        .build()
        .toString();
  }

  private static JsonObject parse(String json) {
    return JSON.createReader(new StringReader(json)).readObject();
  }
}
