package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every client of the Responses API gets, and of what is stored there. */
interface ResponsesContract extends InputTokensContract {

  @Override
  ResponsesClient connect(String url, String key);

  @Override
  default TestedApi api() {
    return TestedApi.RESPONSES;
  }

  @Override
  default String finishOfNamedCall() {
    return "tool_calls";
  }

  @Test
  @Check("stored-response")
  default void aStoredResponseIsGoneOnFrom(Gateways gateways) {
    try (ResponsesClient client = connect(gateways.scripted(), Gateways.KEY)) {
      Ask ask = Ask.forTurns("It is noon.", "{messages}");
      for (boolean streamed : List.of(false, true)) {
        assertEquals(
            "[[\"assistant\",\"It is noon.\"],[\"user\",\"Where?\"]]",
            client.goOn(ask, "Where?", streamed));
      }
    }
  }

  @Test
  @Check("retrieve-response")
  default void aStoredResponseIsFoundAsItWasMade(Gateways gateways) {
    try (ResponsesClient client = connect(gateways.scripted(), Gateways.KEY)) {
      for (boolean streamed : List.of(false, true)) {
        ResponsesClient.Stored stored = client.retrieve(Ask.of("say it is noon"), streamed);
        assertEquals(stored.made(), stored.found());
      }
    }
  }

  @Test
  @Check("input-items")
  default void theInputOfAStoredResponseIsListedPageByPage(Gateways gateways) {
    try (ResponsesClient client = connect(gateways.scripted(), Gateways.KEY)) {
      List<String> texts = List.of("one", "two", "three", "four", "say five");
      assertEquals(texts, client.inputItems(texts, 2));
    }
  }

  @Test
  @Check("delete-response")
  default void aDeletedResponseIsNotFound(Gateways gateways) {
    try (ResponsesClient client = connect(gateways.scripted(), Gateways.KEY)) {
      Exception failure =
          assertThrows(Exception.class, () -> client.remove(Ask.of("say it is noon")));
      assertEquals(Optional.of(Refusal.UNKNOWN_MODEL), client.refusal(failure));
    }
  }
}
