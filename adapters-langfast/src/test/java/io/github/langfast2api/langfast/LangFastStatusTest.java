package io.github.langfast2api.langfast;

import static io.github.langfast2api.langfast.SimulatorStage.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.langfast.LangFastStatus.Account;
import io.github.langfast2api.langfast.LangFastStatus.Calls;
import io.github.langfast2api.langfast.LangFastStatus.SignedIn;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.simulator.RunScript;
import io.github.langfast2api.simulator.RunStep;
import io.github.langfast2api.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LangFastStatusTest {

  private final Simulator simulator = Simulator.start();

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void beforeItIsConnectedThereIsNoSessionAndNoConnection() {
    try (LangFastBackend backend = new LangFastBackend(settings(simulator).withMaxCalls(7))) {
      LangFastStatus status = backend.status();
      assertEquals(Optional.empty(), status.session());
      assertEquals(0, status.connection().open());
      assertEquals(new Calls(0, 0, 7), status.calls());
    }
  }

  @Test
  void aGuestHasTheLimitOfTheFreePlanAndASessionThatExpires() {
    try (LangFastBackend backend = new LangFastBackend(settings(simulator))) {
      backend.check();
      SignedIn session = backend.status().session().orElseThrow();
      assertEquals(Account.GUEST, session.account());
      assertEquals(OptionalInt.of(50), session.account().runsPerDay());
      assertTrue(session.expiresAt().isAfter(session.since()), session::toString);
      assertEquals(1, backend.status().connection().open());
    }
  }

  @Test
  void anAccountIsNotNamedAndItsLimitNotKnown() {
    Account account = Account.of(new Credentials.Account("ann@example.org", "secret"));
    assertEquals(Account.ACCOUNT, account);
    assertFalse(account.toString().contains("example"), "it is named");
    assertEquals(OptionalInt.empty(), account.runsPerDay());
    assertEquals(Account.REFRESH_TOKEN, Account.of(new Credentials.RefreshToken("x")));
  }

  @Test
  void theTimeOfAConnectionBeginsAnewWhenItIsLostAndWhenItIsBack() {
    RunScript script =
        RunScript.of(
            RunStep.say("a"),
            RunStep.drop(),
            RunStep.pause(Duration.ofMillis(500)),
            RunStep.complete("stop"));
    simulator.play("q", script);
    try (LangFastBackend backend = new LangFastBackend(settings(simulator))) {
      backend.check();
      long before = System.nanoTime();
      assertEquals("a", Answer.of(backend, "q").text());
      Duration lasted = backend.status().connection().lasted().orElseThrow();
      assertTrue(lasted.toNanos() < System.nanoTime() - before, "it was not lost");
      assertEquals(1, backend.status().connection().open());
    }
  }

  @Test
  void connectionsThatEachRunHasAreCounted() {
    simulator.play("q", RunScript.of(RunStep.say("a"), RunStep.pause(Duration.ofMinutes(1))));
    Variants perRun =
        new Variants(
            true, new Variants.PromptUse.PerSession(), false, Variants.ResponseFormatForm.TEXT);
    try (LangFastBackend backend = new LangFastBackend(settings(simulator).withVariants(perRun))) {
      assertEquals(0, backend.status().connection().open());
      List<ChatStream> streams =
          List.of(backend.open(Answer.request("q")), backend.open(Answer.request("q")));
      assertEquals(
          new LangFastStatus.Connection(true, 2, Optional.empty()), backend.status().connection());
      streams.forEach(ChatStream::close);
      assertEquals(0, backend.status().connection().open());
    }
  }
}
