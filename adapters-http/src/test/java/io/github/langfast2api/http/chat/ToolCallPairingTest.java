package io.github.langfast2api.http.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.domain.Part;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ToolCallPairingTest {

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private final ToolCallPairing pairing = new ToolCallPairing();

  private static Fields assistant() {
    return new Fields(JSON.createObjectBuilder().add("role", "assistant").build(), "messages[0]");
  }

  private static Fields result(String id) {
    return new Fields(
        JSON.createObjectBuilder().add("role", "tool").add("tool_call_id", id).build(),
        "messages[1]");
  }

  private static List<Part.ToolCall> calls(Stream<String> ids) {
    return ids.map(id -> new Part.ToolCall(id, "f", "{}")).toList();
  }

  /** Each result looked for among all would be twenty billion looks. */
  @Test
  @Timeout(60)
  void theResultsOfAHugeTurnAreMatchedInOnePass() {
    int count = 200_000;
    pairing.assistant(assistant(), calls(IntStream.range(0, count).mapToObj(i -> "id" + i)));
    for (int i = count - 1; i >= 0; i--) {
      assertEquals("id" + i, pairing.result(result("id" + i)));
    }
    pairing.other();
  }

  /** As above, where servers give all calls the same id. */
  @Test
  @Timeout(60)
  void theResultsOfAHugeTurnWithOneIdAreMatchedInOnePass() {
    int count = 200_000;
    pairing.assistant(assistant(), calls(Stream.generate(() -> "a").limit(count)));
    for (int i = 0; i < count; i++) {
      assertEquals("a", pairing.result(result("a")));
    }
    assertThrows(ApiException.class, () -> pairing.result(result("a")));
    pairing.other();
  }
}
