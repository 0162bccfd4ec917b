package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the model writes, and what a client of chat completions must see: each row of {@code
 * tool-calls.json}, and those of {@link LargeTools}, through the running jar, over a real Socket.IO
 * server.
 */
@ExtendWith(Gateways.Resolver.class)
@Timeout(60)
class ToolCallTableIT {

  static List<ToolCallRow> table() {
    List<ToolCallRow> rows = new ArrayList<>(ToolCallRow.table());
    rows.addAll(LargeTools.rows());
    return rows;
  }

  @ParameterizedTest
  @MethodSource("table")
  void anAnswerHoldsWhatTheTableSays(ToolCallRow row, Gateways gateways) throws Exception {
    assertSeen(row, row.error(), ask(gateways, row.request()));
  }

  @ParameterizedTest
  @MethodSource("table")
  void aStreamBringsWhatTheTableSays(ToolCallRow row, Gateways gateways) throws Exception {
    assertSeen(row, row.streamError(), ask(gateways, row.streamRequest()));
  }

  private static WireAnswer ask(Gateways gateways, JsonObject request)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(gateways.scripted() + "/v1/chat/completions"))
              .header("content-type", "application/json")
              .header("authorization", "Bearer " + Gateways.KEY)
              .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
              .build();
      return WireAnswer.of(http.send(post, HttpResponse.BodyHandlers.ofString()));
    }
  }

  private static void assertSeen(ToolCallRow row, Optional<JsonObject> error, WireAnswer answer) {
    if (error.isPresent()) {
      assertError(error.get(), answer);
    } else if (row.sent().isPresent()) {
      assertEquals(row.sent().get(), array(answer.choices().getFirst().content()));
    } else {
      assertEquals(Optional.empty(), answer.error());
      List<WireChoice> choices = answer.choices().stream().map(WireChoice::withoutDigits).toList();
      assertEquals(Collections.nCopies(row.choices(), row.seen()), choices);
    }
  }

  /** An error is a status as long as nothing of the answer has been sent, and an event then. */
  private static void assertError(JsonObject expected, WireAnswer answer) {
    JsonObject error = answer.error().orElseThrow(() -> new AssertionError(answer.choices()));
    answer.choices().forEach(choice -> assertEquals("", choice.finish()));
    if (answer.status() != 200) {
      assertEquals(expected.getInt("status"), answer.status(), error::toString);
      if (expected.containsKey("retry")) {
        assertEquals(Optional.of(expected.get("retry").toString()), answer.retry());
      }
    }
    assertTrue(error.getString("message").contains(expected.getString("message", "")));
    for (String member : List.of("type", "param", "code")) {
      JsonValue value = expected.get(member);
      if (value != null) {
        assertEquals(value, error.get(member), error::toString);
      }
    }
  }

  private static JsonArray array(String json) {
    try (JsonReader reader =
        JsonProvider.provider()
            .createReaderFactory(Map.of())
            .createReader(new StringReader(json))) {
      return reader.readArray();
    }
  }
}
