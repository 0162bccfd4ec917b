package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.InMemorySharedValue;
import io.github.langfast2api.simulator.Call;
import io.github.langfast2api.simulator.RunScript;
import io.github.langfast2api.simulator.Simulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two backends with one session. */
@Timeout(60)
class SharedBackendsTest {

  private final Simulator simulator = Simulator.start();
  private final InMemorySharedValue value = new InMemorySharedValue();
  private final LangFastBackend one = backend();
  private final LangFastBackend other = backend();

  @BeforeEach
  void play() {
    simulator.play("q", RunScript.saying("a"));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    simulator.close();
  }

  @Test
  void oneGuestServesTheRequestsOfAllInstances() {
    one.start();
    other.start();
    assertEquals("a", Answer.of(one, "q").text());
    assertEquals("a", Answer.of(other, "q").text());
    assertEquals(List.of(1, 0), List.of(calls(Call.SIGN_UP), calls(Call.REFRESH)));
  }

  @Test
  void aSessionThatLangFastEndedIsReplacedOnceForAll() {
    assertEquals("a", Answer.of(one, "q").text());
    assertEquals("a", Answer.of(other, "q").text());
    simulator.expireTokens();
    assertEquals("a", Answer.of(one, "q").text());
    assertEquals("a", Answer.of(other, "q").text());
    assertEquals(List.of(1, 1), List.of(calls(Call.SIGN_UP), calls(Call.REFRESH)));
  }

  @Test
  void aRequestWithoutASessionFailsUntilTheServerIsBack() {
    value.setAvailable(false);
    assertInstanceOf(
        ChatFailure.StoreUnavailable.class, Answer.of(one, "q").failure().orElseThrow());
    assertEquals(0, calls(Call.SIGN_UP));
    value.setAvailable(true);
    assertEquals("a", Answer.of(one, "q").text());
  }

  private int calls(Call call) {
    return simulator.calls(call);
  }

  private LangFastBackend backend() {
    return new LangFastBackend(SimulatorStage.settings(simulator).withSharedSession(value));
  }
}
