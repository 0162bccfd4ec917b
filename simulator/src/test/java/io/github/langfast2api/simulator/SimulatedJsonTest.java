package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Instances of schemas. The free strings are all {@code words}. */
class SimulatedJsonTest {

  @Test
  void constantsAndChoicesAreTakenAsTheyAre() {
    assertInstance("{\"a\":1}", "{\"const\":{\"a\":1}}");
    assertInstance("\"p\"", "{\"type\":\"string\",\"enum\":[\"p\",\"q\"]}");
    assertInstance("null", "{\"enum\":[null,1]}");
  }

  @Test
  void membersThatAreNotRequiredAreFilledInToo() {
    assertInstance(
        "{\"a\": \"words\", \"b\": true}",
        """
        {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"boolean"}},\
        "required":["b"],"additionalProperties":false}\
        """);
  }

  @Test
  void requiredMembersWithoutASchemaAreMade() {
    assertInstance("{\"a\": \"words\"}", "{\"required\":[\"a\"]}");
    assertInstance(
        "{\"a\": 1}", "{\"required\":[\"a\"],\"additionalProperties\":{\"type\":\"integer\"}}");
  }

  @Test
  void mapsGetAsManyMembersAsTheyNeed() {
    assertInstance(
        "{\"simulated1\": null, \"simulated2\": null}",
        "{\"type\":\"object\",\"minProperties\":2,\"additionalProperties\":{\"type\":\"null\"}}");
  }

  @Test
  void arraysGetAsManyItemsAsTheyNeed() {
    assertInstance("[1]", "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}");
    assertInstance("[\"words\", \"words\"]", "{\"type\":\"array\",\"minItems\":2}");
    assertInstance("[]", "{\"type\":\"array\",\"maxItems\":0}");
    assertInstance(
        "[1, \"words\"]",
        """
        {"type":"array","prefixItems":[{"type":"integer"},{"type":"string"}],"items":false}\
        """);
  }

  @Test
  void uniqueItemsDiffer() {
    assertInstance(
        "[\"p\", \"q\"]",
        "{\"minItems\":2,\"uniqueItems\":true,\"items\":{\"enum\":[\"p\",\"q\"]}}");
    assertInstance("[\"words\", \"2: words\"]", "{\"minItems\":2,\"uniqueItems\":true}");
    assertInstance(
        "[{\"n\": 5}, {\"n\": 6}]",
        """
        {"minItems":2,"uniqueItems":true,"items":{"properties":{"n":{"type":"integer",\
        "minimum":5}}}}\
        """);
  }

  @Test
  void numbersKeepTheirBounds() {
    assertInstance("1", "{\"type\":\"integer\"}");
    assertInstance("18", "{\"type\":\"integer\",\"minimum\":17.5}");
    assertInstance("4", "{\"type\":\"integer\",\"exclusiveMinimum\":3,\"exclusiveMaximum\":5}");
    assertInstance("-10", "{\"type\":\"integer\",\"maximum\":-10}");
    assertInstance("14", "{\"type\":\"integer\",\"minimum\":10,\"multipleOf\":7}");
    assertInstance("0.5", "{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":1}");
    assertInstance("2", "{\"type\":\"number\",\"minimum\":2,\"maximum\":2}");
    assertInstance("-4.5", "{\"type\":\"number\",\"exclusiveMaximum\":-3.5}");
    assertInstance("0.5", "{\"type\":\"number\",\"minimum\":0.3,\"multipleOf\":0.25}");
  }

  @Test
  void stringsKeepTheirLengthAndTheirFormat() {
    assertInstance("\"wor\"", "{\"type\":\"string\",\"maxLength\":3}");
    assertInstance("\"words..\"", "{\"type\":\"string\",\"minLength\":7}");
    assertInstance("\"2025-01-01\"", "{\"type\":\"string\",\"format\":\"date\"}");
    assertInstance("\"2025-01-01T00:00:00Z\"", "{\"type\":\"string\",\"format\":\"date-time\"}");
    assertInstance("\"simulated@example.com\"", "{\"type\":\"string\",\"format\":\"email\"}");
    assertInstance(
        "\"00000000-0000-4000-8000-000000000000\"", "{\"type\":\"string\",\"format\":\"uuid\"}");
  }

  @Test
  void ofSeveralTypesAndAlternativesTheFirstThatIsNotNullIsTaken() {
    assertInstance("1", "{\"type\":[\"null\",\"integer\"]}");
    assertInstance("1", "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"integer\"}]}");
    assertInstance("null", "{\"oneOf\":[{\"type\":\"null\"}]}");
  }

  @Test
  void whatHoldsAtTheSameTimeIsJoined() {
    assertInstance(
        "{\"a\": \"wor\", \"b\": 5}",
        """
        {"allOf":[{"properties":{"a":{"type":"string","maxLength":4}},"required":["a"]},\
        {"properties":{"a":{"maxLength":3},"b":{"type":"number"}},"required":["b"]},\
        {"properties":{"b":{"type":"integer","minimum":5}}}]}\
        """);
    assertInstance("\"q\"", "{\"enum\":[\"p\",\"q\"],\"anyOf\":[{\"enum\":[\"q\",\"r\"]}]}");
  }

  @Test
  void referencesAreFollowed() {
    assertInstance(
        "{\"a\": 1}",
        """
        {"$defs":{"one/two":{"type":"integer","description":"x"}},\
        "properties":{"a":{"$ref":"#/$defs/one~1two","description":"y"}}}\
        """);
    assertInstance("\"words\"", "{\"$ref\":\"#/nowhere\"}");
    assertInstance("\"words\"", "{\"$ref\":\"#\"}");
  }

  @Test
  void recursionComesToAnEnd() {
    JsonObject list =
        Peer.json(
            instance(
                """
                {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{\
                "next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},\
                "required":["next"]}}}\
                """));
    String tree =
        instance(
            """
            {"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#"}},\
            "left":{"$ref":"#"},"right":{"$ref":"#"}},"required":["children"]}\
            """);

    assertTrue(list.getJsonObject("next").containsKey("next"));
    assertTrue(Peer.json(tree).containsKey("left"));
    assertTrue(tree.length() < 2000, tree);
  }

  @Test
  void aSchemaThatNothingSatisfiesDoesNotHang() {
    String text = instance("{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"a\"]}");

    assertTrue(text.contains("null"), text);
  }

  @Test
  void whatASchemaDemandsHasItsLimits() {
    String doubling = "{\"$ref\":\"#\",\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}";

    assertInstance("\"words\"", doubling);
    assertTrue(instance("{\"type\":\"array\",\"minItems\":2000000000}").length() < 100_000);
    assertTrue(instance("{\"type\":\"string\",\"minLength\":2000000000}").length() < 100_000);
    assertInstance("1", "{\"type\":\"integer\",\"minimum\":1e999999}");
  }

  private static void assertInstance(String expected, String schema) {
    assertEquals(expected, instance(schema));
  }

  private static String instance(String schema) {
    return new SchemaInstance(Peer.json(schema), "words").text();
  }
}
