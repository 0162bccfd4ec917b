package io.github.langfast2api.http.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.answer.AnswerCall.WholeChoice;
import io.github.langfast2api.http.answer.ReceivedRequest;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.ports.memory.MemoryBudget;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import io.github.langfast2api.ports.state.InMemoryResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a request takes is reserved before it is taken, whatever its bytes become. */
class RequestMemoryTest {

  private static final long MEBIBYTE = 1 << 20;
  private static final SchemaCheck ANY =
      new SchemaCheck() {
        @Override
        public Optional<String> faultOfParameters(String parameters) {
          return Optional.empty();
        }

        @Override
        public Optional<String> faultOfResponseSchema(String schema) {
          return Optional.empty();
        }
      };

  private final ResponsesDialect dialect =
      new ResponsesDialect(
          ANY,
          new InMemoryResponseStore(
              new StoreLimits(Duration.ofDays(1), 1000, 64 * MEBIBYTE), InstantSource.system()));
  private final MemoryBudget budget = new MemoryBudget(20 * MEBIBYTE);

  private ResponsesCall read(String body, Reservation memory) {
    JsonObject json = Json.parse(body).asJsonObject();
    return (ResponsesCall) dialect.read(new ReceivedRequest(json, "req_1", "me", memory));
  }

  /** The ids of a response that is stored, and of the one item of its input. */
  private List<String> stored(String members) {
    try (Reservation memory = budget.reserve()) {
      ResponsesCall call = read("{\"model\":\"m\"," + members + "}", memory);
      WholeChoice answer = new WholeChoice("a", List.of(), Finish.of(FinishReason.STOP));
      String id = call.whole(List.of(answer), Optional.empty()).getString("id");
      String item = call.response().input().getJsonObject(0).getString("id");
      return List.of(id, item);
    }
  }

  private int statusOf(String body, Reservation memory) {
    return assertThrows(ApiException.class, () -> read(body, memory)).error().status();
  }

  @Test
  void everyReferenceToAnItemTakesMemoryOfItsOwn() {
    String item = stored("\"input\":\"" + "x".repeat(500_000) + "\"").get(1);
    String references = ("{\"id\":\"" + item + "\"},").repeat(60);
    try (Reservation memory = budget.reserve()) {
      assertEquals(
          400,
          statusOf(
              "{\"model\":\"m\",\"input\":[" + references + "{\"id\":\"" + item + "\"}]}", memory));
    }
    assertEquals(0, budget.reserved());
  }

  @Test
  void aConversationTakesWhatItIsMadeOfAndNotWhatItTookToReadIt() {
    String id = stored("\"input\":\"" + "x".repeat(300_000) + "\"").getFirst();
    for (int turn = 0; turn < 9; turn++) {
      id =
          stored(
                  "\"input\":\""
                      + "x".repeat(300_000)
                      + "\",\"previous_response_id\":\""
                      + id
                      + "\"")
              .getFirst();
    }
    try (Reservation memory = budget.reserve()) {
      var unused =
          read("{\"model\":\"m\",\"input\":\"q\",\"previous_response_id\":\"" + id + "\"}", memory);
      assertTrue(budget.reserved() < 4 * MEBIBYTE, budget.reserved() + " bytes");
    }
  }

  @Test
  void whatHasRoomAtAnotherTimeIsToBeTriedAgain() {
    String id = stored("\"input\":\"" + "x".repeat(1_000_000) + "\"").getFirst();
    String body = "{\"model\":\"m\",\"input\":\"q\",\"previous_response_id\":\"" + id + "\"}";
    try (Reservation others = budget.reserve();
        Reservation memory = budget.reserve()) {
      assertTrue(others.resize(15 * MEBIBYTE));
      assertEquals(503, statusOf(body, memory));
    }
    String more = ",\"previous_response_id\":\"" + id + "\"";
    String longer = stored("\"input\":\"" + "x".repeat(1_000_000) + "\"" + more).getFirst();
    MemoryBudget small = new MemoryBudget(10 * MEBIBYTE);
    try (Reservation memory = small.reserve()) {
      assertEquals(400, statusOf(body.replace(id, longer), memory));
    }
  }

  @Test
  void smallItemsTakeWhatTheirFormInTheStoreTakes() {
    String items = "{\"role\":\"user\",\"content\":\"a\"},".repeat(9_999);
    try (Reservation memory = budget.reserve()) {
      var unused =
          read(
              "{\"model\":\"m\",\"input\":[" + items + "{\"role\":\"user\",\"content\":\"a\"}]}",
              memory);
      assertTrue(budget.reserved() > 8 * MEBIBYTE, budget.reserved() + " bytes");
    }
  }

  @Test
  void aTextOfTheModelIsReservedUntilItIsToldAndStored() {
    try (Reservation memory = budget.reserve()) {
      ResponsesCall call = read("{\"model\":\"m\",\"input\":\"q\"}", memory);
      WholeChoice answer =
          new WholeChoice("x".repeat(2_000_000), List.of(), Finish.of(FinishReason.STOP));
      ApiException refused =
          assertThrows(ApiException.class, () -> call.whole(List.of(answer), Optional.empty()));
      assertEquals(503, refused.error().status());
    }
  }
}
