package io.github.langfast2api.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyParserTest {

  private final MemoryBudget budget = new MemoryBudget(1L << 30);
  private final Reservation memory = budget.reserve();

  private JsonValue parse(String body) {
    return BodyParser.parse(body.getBytes(StandardCharsets.UTF_8), memory);
  }

  private String failure(String body) {
    ApiError error = assertThrows(ApiException.class, () -> parse(body)).error();
    return "%d %s %s"
        .formatted(error.status(), error.code().orElse("-"), error.param().orElse("-"));
  }

  private static String items(String item, int count) {
    return "[" + String.join(",", java.util.Collections.nCopies(count, item)) + "]";
  }

  private static String members(String value, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k%d\":%s".formatted(i, value))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,-2.50,1e3,true,false,null,\"\",{\"b\":{}}],\"a\":[[]],\"\":\"\\u00e9\\n\"}",
        "[\"\\ud83d\\ude00\", \"\ud83d\ude00é€\", 12345678901234567890, 0.1, -0]",
        " \"x\" ",
        "7"
      })
  void aBodyIsReadAsJsonPReadsIt(String body) {
    assertEquals(Json.parse(body), parse(body));
    assertEquals(Json.parse(body).toString(), parse(body).toString());
  }

  @Test
  void anArrayHasAsManyItemsAsALongHistoryAndNoMore() {
    String message = "{\"role\":\"user\",\"content\":\"\"}";
    int max = BodyParser.MAX_ITEMS;
    assertEquals(max, parse(items(message, max)).asJsonArray().size());
    assertEquals(
        "400 array_above_max_length messages",
        failure("{\"model\":\"m\",\"messages\":%s}".formatted(items(message, max + 1))));
    assertEquals(
        "400 array_above_max_length a[1].b.c[0]",
        failure("{\"a\":[0,{\"b\":{\"c\":[%s]}}]}".formatted(items("1", max + 1))));
  }

  @Test
  void anObjectHasSoManyMembersAndNoMore() {
    int max = BodyParser.MAX_MEMBERS;
    assertEquals(max, parse(members("0", max)).asJsonObject().size());
    assertEquals(
        "400 object_above_max_properties metadata",
        failure("{\"metadata\":%s}".formatted(members("0", max + 1))));
    String same = "\"k\":0,".repeat(max) + "\"k\":0";
    assertEquals("400 object_above_max_properties x", failure("{\"x\":{%s}}".formatted(same)));
    assertEquals(
        "400 object_above_max_properties " + "n".repeat(64),
        failure("{\"%s\":%s}".formatted("n".repeat(100_000), members("0", max + 1))));
  }

  @Test
  void soManyValuesHasABodyAndNoMore() {
    String arrays = items(items("[]", 9_999), 14);
    assertEquals("400 - -", failure(items(arrays, 2)));
    assertTrue(parse(arrays).asJsonArray().size() > 0);
  }

  @Test
  void whatIsOverALimitIsRefusedBeforeTheRestIsRead() {
    assertEquals(
        "400 array_above_max_length -", failure("[" + "0,".repeat(BodyParser.MAX_ITEMS) + "0,?"));
  }

  @Test
  void theMemoryOfWhatIsReadStaysReserved() {
    var unused = parse("{\"a\":\"%s\"}".formatted("x".repeat(1_000_000)));
    assertTrue(budget.reserved() > 1_000_000 && budget.reserved() < 1_010_000);
    unused = parse("{\"a\":\"%s\\u20ac\"}".formatted("x".repeat(1_000_000)));
    assertTrue(budget.reserved() > 2_000_000 && budget.reserved() < 2_010_000);
  }

  @Test
  void valuesThatDoNotFitIntoMemoryAreRefusedUntilTheyDo() {
    Reservation other = budget.reserve();
    assertTrue(other.resize(budget.maxReservation()));
    String many = items(items("{}", 1_000), 100);
    assertEquals("503 overloaded -", failure(many));
    other.close();
    assertEquals(100, parse(many).asJsonArray().size());
  }
}
