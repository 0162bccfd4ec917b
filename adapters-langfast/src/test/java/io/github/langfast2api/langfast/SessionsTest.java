package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.simulator.Call;
import io.github.langfast2api.simulator.CallRefusal;
import io.github.langfast2api.simulator.Simulator;
import io.github.langfast2api.simulator.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SessionsTest {

  private static final Credentials ACCOUNT = new Credentials.Account("me@example.org", "secret");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final Simulator simulator =
      Simulator.start(SimulatorSettings.defaults().withRefreshReuse(Duration.ZERO));

  private final Path folder;

  SessionsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void allWhoWaitGetTheOneSession() throws Exception {
    Sessions sessions = sessions(ACCOUNT);
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Session>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(requests.submit(sessions::current));
      }
      for (Future<Session> one : waiting) {
        assertEquals(sessions.current(), one.get());
      }
    }
    assertEquals(1, simulator.calls(Call.PASSWORD));
  }

  @Test
  void aSessionIsUsedAgainAfterARestart() {
    Session before = sessions(ACCOUNT).current();
    assertEquals(before, sessions(ACCOUNT).current());
    assertEquals(List.of(1, 0), List.of(calls(Call.PASSWORD), calls(Call.REFRESH)));
  }

  @Test
  void aSessionThatEndedMeanwhileIsRefreshedAfterARestart() {
    Session before = sessions(ACCOUNT).current();
    pass(Duration.ofHours(2));
    Session after = sessions(ACCOUNT).current();
    assertEquals(before.userId(), after.userId());
    assertEquals(List.of(1, 1), List.of(calls(Call.PASSWORD), calls(Call.REFRESH)));
  }

  @Test
  void aRotatedTokenIsKeptBeforeItIsUsed() {
    Sessions sessions = sessions(ACCOUNT);
    Session first = sessions.current();
    Session second = sessions.insteadOf(first);
    assertNotEquals(first.refreshToken(), second.refreshToken());
    assertEquals(second, sessions(ACCOUNT).current());
  }

  @Test
  void aSessionThatAgesIsRenewedWhileItServes() {
    Sessions sessions = sessions(ACCOUNT);
    Session first = sessions.current();
    pass(Duration.ofMinutes(50));
    assertEquals(first, sessions.current());
    Moments.until("the session was renewed", () -> !sessions.current().equals(first));
    assertEquals(1, calls(Call.REFRESH));
  }

  @Test
  void aSessionThatServesWhileItCannotBeRenewedHasNobodyHammerTheUpstream() {
    Sessions sessions = sessions(ACCOUNT);
    Session first = sessions.current();
    simulator.refuseNext(Call.REFRESH, new CallRefusal(503, Map.of("Retry-After", "60"), ""));
    pass(Duration.ofMinutes(50));
    assertEquals(first, sessions.current());
    Moments.until("the renewal has failed", () -> calls(Call.REFRESH) == 1);
    for (int i = 0; i < 20; i++) {
      sessions.accepted(first);
      assertEquals(first, sessions.current());
      Moments.pass(Duration.ofMillis(5));
    }
    assertEquals(1, calls(Call.REFRESH));
  }

  @Test
  void aSessionThatEndedIsNotUsed() {
    Sessions sessions = sessions(ACCOUNT);
    Session first = sessions.current();
    pass(Duration.ofMinutes(60));
    assertNotEquals(first, sessions.current());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'error_code':'refresh_token_not_found','msg':'no'}",
        "400 | {'code':'refresh_token_already_used','message':'no'}",
        "401 | {'code':401,'error_code':'session_expired','msg':'no'}",
        "403 | {'error_code':'user_banned','msg':'no'}",
        "400 | {'error':'invalid_grant','error_description':'no'}",
        "400 | {'code':400,'msg':'Invalid Refresh Token: Already Used'}"
      })
  void aSessionThatCannotBeRefreshedLeadsToOneSignIn(int status, String body) {
    Sessions sessions = sessions(ACCOUNT);
    Session first = sessions.current();
    simulator.refuseNext(Call.REFRESH, new CallRefusal(status, Map.of(), body.replace('\'', '"')));
    assertNotEquals(first, sessions.insteadOf(first));
    assertEquals(List.of(2, 1), List.of(calls(Call.PASSWORD), calls(Call.REFRESH)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500 | {'error_code':'unexpected_failure','msg':'no'} | Unavailable",
        "503 | '' | Unavailable",
        "525 | <html>no</html> | Unavailable",
        "403 | <html>Forbidden: session expired</html> | AccessRefused",
        "403 | '' | AccessRefused",
        "401 | {'message':'Invalid API key'} | AccessRefused",
        "400 | {'error_code':'validation_failed','msg':'no'} | AccessRefused",
        "404 | not found | ProtocolBroken",
        "429 | {'error_code':'over_request_rate_limit','msg':'no'} | RateLimited"
      })
  void aRefreshThatFailsForAnotherReasonIsNoReasonToSignInAgain(
      int status, String body, String failure) {
    Sessions sessions = sessions(ACCOUNT);
    Session first = sessions.current();
    simulator.refuseNext(Call.REFRESH, new CallRefusal(status, Map.of(), body.replace('\'', '"')));
    assertEquals(failure, failure(() -> sessions.insteadOf(first)).getClass().getSimpleName());
    pass(Duration.ofSeconds(2));
    assertEquals(first.userId(), sessions.current().userId());
    assertEquals(List.of(1, 2), List.of(calls(Call.PASSWORD), calls(Call.REFRESH)));
  }

  @Test
  void aSessionThatIsRefusedAgainAtOnceIsToldAndNotReplaced() {
    Sessions sessions = sessions(ACCOUNT);
    Session second = sessions.insteadOf(sessions.current());
    assertInstanceOf(ChatFailure.AccessRefused.class, failure(() -> sessions.insteadOf(second)));
    assertEquals(1, calls(Call.REFRESH));
  }

  @Test
  void sessionsThatAreRefusedOneAfterTheOtherAreAskedForLessAndLess() {
    Sessions sessions = sessions(ACCOUNT);
    for (Duration hour = Duration.ZERO; hour.toHours() < 1; hour = hour.plusSeconds(10)) {
      pass(Duration.ofSeconds(10));
      try {
        Session unused = sessions.insteadOf(sessions.current());
      } catch (ChatException e) {
        assertInstanceOf(ChatFailure.AccessRefused.class, e.failure());
      }
    }
    assertTrue(calls(Call.REFRESH) < 20, () -> calls(Call.REFRESH) + " refreshes");
    pass(Duration.ofMinutes(10));
    sessions.accepted(sessions.current());
    Session unused = sessions.insteadOf(sessions.current());
    sessions.accepted(sessions.current());
    assertNotEquals(sessions.current(), sessions.insteadOf(sessions.current()));
  }

  @Test
  void allWhoWereRefusedTheOneSessionGetTheOneThatTakesItsPlace() throws Exception {
    Sessions sessions = sessions(ACCOUNT);
    Session first = sessions.current();
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Session>> refused = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        refused.add(requests.submit(() -> sessions.insteadOf(first)));
      }
      Session second = refused.getFirst().get();
      assertNotEquals(first, second);
      for (Future<Session> one : refused) {
        assertEquals(second, one.get());
      }
    }
    assertEquals(1, calls(Call.REFRESH));
  }

  @Test
  void aLimitOnSigningInIsKeptAndToldWithTheTimeThatIsLeft() {
    Sessions sessions = sessions(new Credentials.Anonymous());
    simulator.refuseNext(
        Call.SIGN_UP, new CallRefusal(429, Map.of("Retry-After", "60"), "{\"msg\":\"too many\"}"));
    assertEquals(Optional.of(Duration.ofSeconds(60)), limit(sessions));
    pass(Duration.ofSeconds(20));
    assertEquals(Optional.of(Duration.ofSeconds(40)), limit(sessions));
    assertEquals(1, calls(Call.SIGN_UP));
    pass(Duration.ofSeconds(41));
    Session unused = sessions.current();
    assertEquals(2, calls(Call.SIGN_UP));
  }

  @Test
  void aLimitForAnAgeIsOverAfterAnHour() {
    Sessions sessions = sessions(new Credentials.Anonymous());
    simulator.refuseNext(
        Call.SIGN_UP, new CallRefusal(429, Map.of("Retry-After", "2147483647"), ""));
    assertEquals(Optional.of(Duration.ofHours(1)), limit(sessions));
    pass(Duration.ofMinutes(59));
    assertEquals(Optional.of(Duration.ofMinutes(1)), limit(sessions));
    pass(Duration.ofMinutes(2));
    Session unused = sessions.current();
    assertEquals(2, calls(Call.SIGN_UP));
  }

  @Test
  void anUpstreamThatAsksToComeBackAtOnceIsStillLeftInPeaceForAWhile() {
    Sessions sessions = sessions(new Credentials.Anonymous());
    simulator.refuseNext(Call.SIGN_UP, new CallRefusal(429, Map.of("Retry-After", "0"), ""));
    assertEquals(Optional.of(Duration.ZERO), limit(sessions));
    assertEquals(Optional.of(Duration.ofSeconds(1)), limit(sessions));
    assertEquals(1, calls(Call.SIGN_UP));
  }

  @Test
  void aSignInThatFailsIsTriedAgainAfterAWhileAndNotBefore() {
    Sessions sessions = sessions(ACCOUNT);
    CallRefusal wrong = new CallRefusal(400, Map.of(), "{\"msg\":\"Invalid login credentials\"}");
    simulator.refuseNext(Call.PASSWORD, wrong);
    simulator.refuseNext(Call.PASSWORD, wrong);
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(ChatFailure.AccessRefused.class, failure(sessions::current));
    }
    assertEquals(1, calls(Call.PASSWORD));
    pass(Duration.ofSeconds(2));
    assertInstanceOf(ChatFailure.AccessRefused.class, failure(sessions::current));
    pass(Duration.ofSeconds(3));
    Session unused = sessions.current();
    assertEquals(3, calls(Call.PASSWORD));
  }

  private Optional<Duration> limit(Sessions sessions) {
    return assertInstanceOf(ChatFailure.RateLimited.class, failure(sessions::current)).retryAfter();
  }

  private static ChatFailure failure(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(ChatException.class, call).failure();
  }

  private int calls(Call call) {
    return simulator.calls(call);
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private Sessions sessions(Credentials credentials) {
    LangFastSettings settings =
        LangFastSettings.of(simulator.uri(), simulator.uri(), Simulator.ANON_KEY, credentials)
            .withSessionFile(folder.resolve("session.json"));
    LangFastApi api = SimulatorStage.api(settings, now::get);
    return new Sessions(api, settings, SessionFile.of(settings), now::get);
  }
}
