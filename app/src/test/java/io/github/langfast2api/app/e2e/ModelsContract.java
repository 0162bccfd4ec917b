package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every client gets of the models. */
interface ModelsContract extends ClientContract {

  @Test
  @Check("list-models")
  default void theModelsAreListed(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      List<String> models = client.models();
      assertEquals(17, models.size());
      assertTrue(models.contains("gpt-4.1-mini"), models::toString);
    }
  }

  @Test
  @Check("get-model")
  default void aModelIsFoundByItsName(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      assertEquals("gpt-5", client.model("gpt-5"));
      Exception failure = assertThrows(Exception.class, () -> client.model("no-such-model"));
      assertEquals(Optional.of(Refusal.UNKNOWN_MODEL), client.refusal(failure));
    }
  }
}
