package io.github.langfast2api.ports.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.ChatStream;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.ChatBackendContract;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.contract.Stage;
import io.github.langfast2api.ports.contract.Wrapped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryBackendTest implements ChatBackendContract {

  private static final ChatFailure LOST = new ChatFailure.Unreachable("gone");
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(20), 4);

  @Override
  public Stage stage() {
    return new Wrapped(new ScriptedBackend(), backend -> new RetryBackend(backend, QUICK));
  }

  @Test
  void whatCanMendIsTriedAgain() {
    Failing failing = new Failing(LOST, LOST);
    assertEquals("Hello, world.", Answer.of(new RetryBackend(failing, QUICK), "q").text());
    assertEquals(3, failing.opened);
  }

  @Test
  void theLastFailureIsTold() {
    ChatFailure last = new ChatFailure.Unreachable("still gone");
    Failing failing = new Failing(LOST, LOST, last);
    assertEquals(Optional.of(last), Answer.of(new RetryBackend(failing, QUICK), "q").failure());
    assertEquals(3, failing.opened);
  }

  @ParameterizedTest
  @MethodSource("hopeless")
  void whatCannotMendIsToldAtOnce(ChatFailure failure) {
    Failing failing = new Failing(failure);
    assertEquals(Optional.of(failure), Answer.of(new RetryBackend(failing, QUICK), "q").failure());
    assertEquals(1, failing.opened);
  }

  static List<ChatFailure> hopeless() {
    return List.of(
        new ChatFailure.UnknownModel("m", List.of()),
        new ChatFailure.ContextTooLong("no"),
        new ChatFailure.RequestRejected("no"),
        new ChatFailure.RequestTooLarge("no"),
        new ChatFailure.OutcomeUnknown("who knows"),
        new ChatFailure.RunFailed("no"),
        new ChatFailure.ProtocolBroken("no"),
        new ChatFailure.InvalidAnswer("no"),
        new ChatFailure.AnswerRewritten(),
        new ChatFailure.Draining(),
        new ChatFailure.Overloaded("full", Duration.ofMillis(1)),
        new ChatFailure.QuotaExhausted("used up", Optional.of(Duration.ofMillis(1))),
        new ChatFailure.AccessRefused("no"),
        new ChatFailure.RateLimited("slow", Optional.of(Duration.ofMillis(1))),
        new ChatFailure.TimedOut(ChatFailure.Clock.CALL, Duration.ofSeconds(30)),
        new ChatFailure.Unavailable("later", Optional.of(Duration.ofMinutes(1))),
        new ChatFailure.Cancelled());
  }

  @Test
  void anUpstreamThatNamesAShortTimeIsWaitedFor() {
    Failing failing =
        new Failing(new ChatFailure.Unavailable("soon", Optional.of(Duration.ofMillis(2))));
    assertEquals("Hello, world.", Answer.of(new RetryBackend(failing, QUICK), "q").text());
  }

  @Test
  void whatWasTakenOnIsNotAskedForAgain() {
    ScriptedBackend scripted = new ScriptedBackend();
    scripted.play("q", Script.saying().fail(LOST));
    assertEquals(Optional.of(LOST), Answer.of(new RetryBackend(scripted, QUICK), "q").failure());
    assertEquals(1, scripted.requests().size());
  }

  @Test
  void retriesHaveABudgetThatSuccessFillsAgain() {
    Failing failing = new Failing();
    RetryBackend backend = new RetryBackend(failing, QUICK);
    for (int i = 0; i < 3; i++) {
      failing.failures.addAll(List.of(LOST, LOST, LOST));
      assertEquals(Optional.of(LOST), Answer.of(backend, "q").failure());
      failing.failures.clear();
    }
    assertEquals(3 + 3 + 1, failing.opened);
    for (int i = 0; i < 10; i++) {
      assertEquals(FinishReason.STOP, Answer.of(backend, "q").finish().orElseThrow().reason());
    }
    failing.failures.add(LOST);
    assertEquals("Hello, world.", Answer.of(backend, "q").text());
  }

  @Test
  void anInterruptEndsTheWait() {
    RetryPolicy patient = new RetryPolicy(3, Duration.ofHours(1), Duration.ofHours(1), 4);
    Thread.currentThread().interrupt();
    Answer answer = Answer.of(new RetryBackend(new Failing(LOST), patient), "q");
    assertEquals(Optional.of(new ChatFailure.Cancelled()), answer.failure());
    assertEquals(true, Thread.interrupted());
  }

  /** Fails as often as it is told, then answers. */
  static final class Failing implements ChatBackend {

    final Queue<ChatFailure> failures = new ArrayDeque<>();
    int opened;
    private final ScriptedBackend answers = new ScriptedBackend();

    Failing(ChatFailure... failures) {
      this.failures.addAll(List.of(failures));
    }

    @Override
    public ChatStream open(ChatRequest request) {
      opened++;
      ChatFailure failure = failures.poll();
      if (failure != null) {
        throw new ChatException(failure);
      }
      return answers.open(request);
    }
  }
}
