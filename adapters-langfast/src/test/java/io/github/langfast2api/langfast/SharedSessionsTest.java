package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.InMemorySharedValue;
import io.github.langfast2api.ports.contract.ManualClock;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.state.SharedValue;
import io.github.langfast2api.ports.state.SharedValue.Lease;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two instances with one session; {@link SharedSessionOutageTest} has what fails meanwhile. */
@Timeout(60)
class SharedSessionsTest {

  private static final URI LANGFAST = URI.create("http://localhost:1");
  private static final Credentials GUEST = new Credentials.Anonymous();
  private static final Credentials ACCOUNT = new Credentials.Account("me@example.org", "secret");

  private final ManualClock clock = new ManualClock();
  private final RotatingTokens auth = new RotatingTokens(clock);
  private final InMemorySharedValue value = new InMemorySharedValue();
  private final List<Sessions> started = new ArrayList<>();
  private final Path folder;

  SharedSessionsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    started.forEach(Sessions::close);
  }

  @Test
  void instancesThatStartAtOnceSignInOnce() throws Exception {
    Sessions a = sessions(GUEST);
    Sessions b = sessions(GUEST);
    List<Callable<Session>> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      requests.add(a::current);
      requests.add(b::current);
    }
    for (Session session : all(requests)) {
      assertEquals(a.current(), session);
    }
    assertEquals(1, auth.signUps());
  }

  @Test
  void aSessionThatIsDueIsRefreshedOnceForAll() {
    Sessions a = sessions(ACCOUNT);
    Sessions b = sessions(ACCOUNT);
    Session first = a.current();
    assertEquals(first, b.current());
    clock.advance(Duration.ofMinutes(50));
    until(
        "both have the next", () -> !a.current().equals(first) && b.current().equals(a.current()));
    assertEquals(List.of(first.refreshToken()), auth.exchanged());
    assertEquals(1, auth.signIns());
  }

  @Test
  void aSessionThatExpiredIsRefreshedOnceForAll() throws Exception {
    Sessions a = sessions(ACCOUNT);
    Sessions b = sessions(ACCOUNT);
    Session first = a.current();
    assertEquals(first, b.current());
    clock.advance(Duration.ofHours(2));
    List<Session> next = all(List.of(a::current, b::current));
    assertEquals(next.getFirst(), next.getLast());
    assertEquals(List.of(first.refreshToken()), auth.exchanged());
  }

  @Test
  void aRefusedSessionIsReplacedOnceForAll() throws Exception {
    Sessions a = sessions(GUEST);
    Sessions b = sessions(GUEST);
    Session first = a.current();
    assertEquals(first, b.current());
    List<Session> next = all(List.of(() -> a.insteadOf(first), () -> b.insteadOf(first)));
    assertNotEquals(first, next.getFirst());
    assertEquals(next.getFirst(), next.getLast());
    assertEquals(List.of(first.refreshToken()), auth.exchanged());
  }

  @Test
  void anInstanceGoesOnWithTheSessionThatAnotherHasNow() {
    Sessions a = sessions(GUEST);
    Sessions b = sessions(GUEST);
    Session first = a.current();
    assertEquals(first, b.current());
    auth.endAll();
    Session other = b.insteadOf(first);
    assertNotEquals(first.userId(), other.userId());
    until("the other has it", () -> a.current().equals(other));
    assertEquals(2, auth.signUps());
  }

  @Test
  void aSessionThatIsRefusedAgainAtOnceIsToldAndNotReplaced() {
    Sessions a = sessions(GUEST);
    Session second = a.insteadOf(a.current());
    assertInstanceOf(ChatFailure.AccessRefused.class, failure(() -> a.insteadOf(second)));
    assertInstanceOf(ChatFailure.AccessRefused.class, failure(a::current));
    assertEquals(1, auth.exchanged().size());
  }

  @Test
  void whoHasAValidSessionDoesNotWaitForTheLease() {
    Sessions a = sessions(GUEST);
    Session first = a.current();
    clock.advance(Duration.ofMinutes(50));
    try (Lease _ = value.tryLease().orElseThrow()) {
      assertEquals(first, a.current());
      assertEquals(first, a.current());
    }
    until("it is refreshed", () -> !a.current().equals(first));
    assertEquals(1, auth.exchanged().size());
  }

  @Test
  void whoHasNoSessionWaitsForTheOneThatSignsInAndNotForEver() {
    Sessions a =
        sessions(
            settings(GUEST)
                .withTimeouts(
                    new LangFastSettings.Timeouts(
                        Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(1))));
    try (Lease _ = value.tryLease().orElseThrow()) {
      ChatFailure.Unavailable told =
          assertInstanceOf(ChatFailure.Unavailable.class, failure(a::current));
      assertTrue(told.retryAfter().isPresent());
    }
    assertEquals("guest-1", a.current().userId());
  }

  @Test
  void whoWaitsForAnotherIsLetGoWhenTheBackendIsClosed() throws Exception {
    Sessions a = sessions(GUEST);
    try (Lease _ = value.tryLease().orElseThrow();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ChatFailure> waiting = threads.submit(() -> failure(a::current));
      a.close();
      assertInstanceOf(ChatFailure.Cancelled.class, waiting.get());
    }
  }

  @Test
  void aServerThatLostTheSessionGetsItAgain() {
    Sessions a = sessions(GUEST);
    Sessions b = sessions(GUEST);
    Session first = a.current();
    assertEquals(first, b.current());
    value.clear();
    until("it is there again", () -> a.current() != null && value.read().text().isPresent());
    assertEquals(first, sessions(GUEST).current());
    assertEquals(first, b.current());
    assertEquals(1, auth.signUps());
  }

  @Test
  void aServerThatLostAnExpiredSessionLeadsToNoSignIn() {
    Sessions a = sessions(GUEST);
    Session first = a.current();
    value.clear();
    clock.advance(Duration.ofHours(2));
    assertEquals(first.userId(), a.current().userId());
    assertEquals(1, auth.signUps());
  }

  @Test
  void theNewestSessionIsPutThereAgainWhateverOthersPutBefore() {
    Sessions a = sessions(GUEST);
    Session first = a.current();
    String text = value.read().text().orElseThrow();
    clock.advance(Duration.ofMinutes(1));
    Session second = a.insteadOf(first);
    value.clear();
    Object unused = value.replace(0, text);
    until(
        "it is there",
        () -> a.current().equals(second) && !value.read().text().equals(Optional.of(text)));
    assertEquals(second, sessions(GUEST).current());
  }

  @Test
  void theSessionOfAnOldBackupGivesWayToTheOneInUse() {
    Sessions a = sessions(GUEST);
    Session first = a.current();
    SharedValue.Version backup = value.read();
    for (int refresh = 1; refresh <= 3; refresh++) {
      Session before = a.current();
      clock.advance(Duration.ofMinutes(50));
      until("it is refreshed", () -> !a.current().equals(before));
    }
    Session inUse = a.current();
    value.restore(backup);
    until("it is there again", () -> a.current() != null && !value.read().equals(backup));
    assertEquals(inUse, sessions(GUEST).current());
    clock.advance(Duration.ofHours(2));
    assertEquals(first.userId(), a.current().userId());
    assertEquals(1, auth.signUps());
  }

  @Test
  void whatIsNoSessionIsReplaced() {
    Sessions a = sessions(GUEST);
    Session first = a.current();
    for (String text : List.of("", "no json", "null", "[]", "{}", "{\"owner\":\"me\"}")) {
      long number = value.replace(value.read().number(), text).number();
      until("it is replaced", () -> a.current() != null && value.read().number() != number);
      assertEquals(first, sessions(GUEST).current());
    }
    assertEquals(1, auth.signUps());
  }

  @Test
  void anotherAccountsSessionIsNotUsed() {
    Session guest = sessions(GUEST).current();
    Session account = sessions(ACCOUNT).current();
    assertNotEquals(guest.userId(), account.userId());
    assertEquals(1, auth.signIns());
  }

  @Test
  void aConfiguredRefreshTokenIsUsedOnceForAll() {
    String token = auth.configured("me");
    Credentials credentials = new Credentials.RefreshToken(token);
    Session first = sessions(credentials).current();
    assertEquals(first, sessions(credentials).current());
    assertEquals(List.of(token), auth.exchanged());
    auth.endAll();
    Sessions a = sessions(credentials);
    Session again = a.current();
    ChatFailure told = failure(() -> a.insteadOf(again));
    assertEquals(
        "The session has ended, and the configured refresh token is used up.", told.message());
    assertEquals(List.of(token, first.refreshToken()), auth.exchanged());
  }

  @Test
  void theFileKeepsTheSessionWithoutItsRefreshToken() throws IOException {
    LangFastSettings settings = settings(GUEST).withSessionFile(folder.resolve("session.json"));
    Sessions a = sessions(settings);
    Session first = a.current();
    Session second = a.insteadOf(first);
    SessionFile.of(settings).savePrompt(new Prompts.Prompt("p", second.userId()));
    String kept = Files.readString(folder.resolve("session.json"));
    assertFalse(kept.contains(first.refreshToken()) || kept.contains(second.refreshToken()));
    assertEquals(Optional.of(second.withoutRefreshToken()), SessionFile.of(settings).load());
    assertEquals(second, sessions(settings).current());
    assertTrue(SessionFile.of(settings).loadPrompt().isPresent());
  }

  @Test
  void aSessionThatWasKeptBeforeItWasSharedIsSharedNow() {
    LangFastSettings settings = settings(GUEST).withSessionFile(folder.resolve("session.json"));
    SessionStore file = SessionFile.of(settings);
    Session kept = auth.signUp();
    file.save(kept);
    assertEquals(kept, sessions(settings).current());
    assertEquals(kept, sessions(GUEST).current());
    assertEquals(Optional.of(kept.withoutRefreshToken()), file.load());
    assertEquals(1, auth.signUps());
  }

  @Test
  void aRestartWithTheServerEmptyGoesOnWithTheSessionOfTheFile() {
    LangFastSettings settings = settings(GUEST).withSessionFile(folder.resolve("session.json"));
    Sessions a = sessions(settings);
    Session first = a.current();
    value.clear();
    assertEquals(first.withoutRefreshToken(), sessions(settings).current());
    assertEquals(1, auth.signUps());
  }

  private void until(String what, BooleanSupplier so) {
    Moments.until(
        what,
        () -> {
          clock.advance(Duration.ofMillis(20));
          return so.getAsBoolean();
        });
  }

  private static List<Session> all(List<Callable<Session>> calls) throws Exception {
    List<Session> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Session> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
    }
    return results;
  }

  private static ChatFailure failure(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(ChatException.class, call).failure();
  }

  private LangFastSettings settings(Credentials credentials) {
    return LangFastSettings.of(LANGFAST, LANGFAST, "key", credentials).withSharedSession(value);
  }

  private Sessions sessions(Credentials credentials) {
    return sessions(settings(credentials));
  }

  private Sessions sessions(LangFastSettings settings) {
    Sessions sessions = new Sessions(auth, settings, SessionFile.of(settings), clock);
    started.add(sessions);
    return sessions;
  }
}
