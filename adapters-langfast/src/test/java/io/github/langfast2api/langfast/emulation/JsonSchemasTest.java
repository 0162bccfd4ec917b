package io.github.langfast2api.langfast.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JsonSchemasTest {

  private static final String DRAFT =
      "\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"";

  private final JsonSchemas schemas = new JsonSchemas();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"object\"}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"string\",\"null\"]},\"b\":true}}",
        "{\"type\":\"object\",\"properties\":{\"type\":{\"enum\":[{\"type\":\"no\"}]}},\"required\":[\"type\"]}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/a~1b\"}},\"$defs\":{\"a/b\":{}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#x\"}},\"$defs\":{\"a\":{\"$anchor\":\"x\"}}}",
        "{\"$ref\":\"#/definitions/A\",\"definitions\":{\"A\":{\"type\":\"object\"}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"items\":{\"anyOf\":[{},{}]},\"x-mine\":{\"type\":7}}}}",
        "{\"type\":\"object\",\"properties\":{\"$ref\":{\"type\":\"string\"}}}",
        "{\"type\":\"object\",\"default\":{\"$ref\":\"nowhere\"}}"
      })
  void parametersThatCanBeUsedAre(String schema) {
    assertEquals(Optional.empty(), schemas.faultOfParameters(schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"array\"}                                            | must be of type"
            + " \"object\", and is of type \"array\"",
        "{\"properties\":{}}                                             | and is of type none",
        "[]                                                              | must be a JSON object",
        "{                                                               | is not valid JSON",
        "{\"type\":\"object\",\"properties\":[]}                         | /properties is no"
            + " object",
        "{\"type\":\"object\",\"properties\":{\"a\":1}}                  | /properties/a is no"
            + " schema",
        "{\"type\":\"object\",\"required\":\"a\"}                        | /required is no list of"
            + " names",
        "{\"type\":\"object\",\"required\":[1]}                          | /required is no list of"
            + " names",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"text\"}}}| /properties/a/type is"
            + " \"text\", which is no type",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[]}}}      |",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/a\"}}} | /properties/a/$ref"
            + " \"#/a\" leads nowhere",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://e.org\"}}} | leads nowhere",
        "{\"type\":\"object\",\"items\":{\"oneOf\":{}}}                  | /items/oneOf is no list",
      })
  void whatIsWrongWithParametersIsToldByItsPath(String schema, String fault) {
    String told = schemas.faultOfParameters(schema).orElse("");
    assertTrue(told.endsWith(fault == null ? "" : fault), told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"object\",\"properties\":{\"a\":{\"minLength\":\"x\"}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"(\"}}}",
        "{\"type\":\"object\",\"$schema\":\"https://e.org/nowhere\"}",
        "{\"type\":\"object\",\"$id\":7}",
        "{\"type\":\"array\"}"
      })
  void aResponseSchemaThatIsNoneIsSaidToBeNone(String schema) {
    assertTrue(schemas.faultOfResponseSchema(schema).isPresent());
  }

  @Test
  void anAnswerIsHeldToDraft202012() {
    String schema =
        "{"
            + DRAFT
            + ",\"type\":\"object\",\"properties\":{\"l\":{\"prefixItems\":[{\"type\":\"integer\"}],"
            + "\"items\":false},\"d\":{\"$ref\":\"#/$defs/d\"}},\"$defs\":{\"d\":{\"const\":1.0}},"
            + "\"unevaluatedProperties\":false}";
    assertEquals(Optional.empty(), schemas.faultOfResponseSchema(schema));
    assertEquals(Optional.empty(), schemas.faultOfAnswer(schema, "{\"l\":[1],\"d\":1}"));
    for (String wrong :
        new String[] {"{\"l\":[1,2]}", "{\"l\":[\"a\"]}", "{\"d\":2}", "{\"x\":1}"}) {
      assertTrue(schemas.faultOfAnswer(schema, wrong).isPresent(), wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-07/schema#",
        "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "http://json-schema.org/draft-04/schema#"
      })
  void aSchemaMayNameAnOlderDraft(String draft) {
    String schema =
        "{\"$schema\":\""
            + draft
            + "\",\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
    assertEquals(Optional.empty(), schemas.faultOfResponseSchema(schema));
    assertTrue(schemas.faultOfAnswer(schema, "{\"a\":1}").isPresent());
  }

  @Test
  void whatIsWrongWithAnAnswerIsToldByItsPlace() {
    String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
    String fault = schemas.faultOfAnswer(schema, "{\"a\":1}").orElseThrow();
    assertTrue(fault.startsWith("it does not follow the schema: /a: "), fault);
  }

  @Test
  void aSchemaThatLeadsToItselfIsNoDanger() {
    String schema = "{\"type\":\"object\",\"$ref\":\"#\"}";
    assertTrue(schemas.faultOfAnswer(schema, "{}").isPresent());
  }

  @Test
  void anAnswerThatIsTooDeepIsNoDanger() {
    String schema = "{\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#\"}}";
    String deep = "{\"a\":".repeat(5000) + "{}" + "}".repeat(5000);
    assertTrue(schemas.faultOfAnswer(schema, deep).isPresent());
    assertTrue(schemas.faultOfParameters(deep).isPresent());
  }

  @Test
  void aLargeSchemaIsTaken() {
    String properties =
        IntStream.range(0, 5000)
            .mapToObj(i -> "\"p" + i + "\":{\"type\":\"string\"}")
            .collect(Collectors.joining(","));
    String schema = "{\"type\":\"object\",\"properties\":{" + properties + "}}";
    assertEquals(Optional.empty(), schemas.faultOfParameters(schema));
    assertEquals(Optional.empty(), schemas.faultOfResponseSchema(schema));
    assertEquals(Optional.empty(), schemas.faultOfAnswer(schema, "{\"p7\":\"x\"}"));
  }

  @Test
  void aPatternThatTakesForEverIsNoDanger() {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"^(a+)+\\\\1$\"}},"
            + "\"patternProperties\":{\"^(b+)+\\\\1$\":{}},\"additionalProperties\":{}}";
    String answer = "{\"a\":\"" + "a".repeat(60) + "!\",\"" + "b".repeat(60) + "!\":1}";
    assertEquals(Optional.empty(), schemas.faultOfResponseSchema(schema));
    assertTrue(schemas.faultOfAnswer(schema, answer).isPresent());
  }

  @Test
  void patternsAreHeldTo() {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"^é+$\"},\"pattern\":{\"const\":1}},"
            + "\"patternProperties\":{\"^x\":{\"type\":\"integer\"}},\"additionalProperties\":false}";
    assertEquals(Optional.empty(), schemas.faultOfResponseSchema(schema));
    for (String right : new String[] {"{\"a\":\"éé\"}", "{\"pattern\":1,\"x1\":7}"}) {
      assertEquals(Optional.empty(), schemas.faultOfAnswer(schema, right));
    }
    for (String wrong : new String[] {"{\"a\":\"e\"}", "{\"x1\":\"7\"}", "{\"y\":1}"}) {
      assertTrue(schemas.faultOfAnswer(schema, wrong).isPresent(), wrong);
    }
  }
}
