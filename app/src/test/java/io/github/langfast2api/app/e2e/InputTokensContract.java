package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What every client gets that counts the tokens of an input apart. */
interface InputTokensContract extends ClientContract {

  @Test
  @Check("input-tokens")
  default void theTokensOfAnInputAreThoseOfItsAnswer(Gateways gateways) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      Ask ask = Ask.of("say it is noon");
      assertEquals(client.answer(ask).usage().orElseThrow().prompt(), client.count(ask));
    }
  }
}
