package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.InMemorySharedValue;
import io.github.langfast2api.ports.contract.ManualClock;
import io.github.langfast2api.ports.contract.Moments;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shared session whose server is away, or whose instances die. */
@Timeout(60)
class SharedSessionOutageTest {

  private static final URI LANGFAST = URI.create("http://localhost:1");
  private static final Credentials GUEST = new Credentials.Anonymous();
  private static final Credentials ACCOUNT = new Credentials.Account("me@example.org", "secret");

  private final ManualClock clock = new ManualClock();
  private final RotatingTokens auth = new RotatingTokens(clock);
  private final InMemorySharedValue value = new InMemorySharedValue();
  private final List<Sessions> started = new ArrayList<>();
  private final Path folder;

  SharedSessionOutageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    started.forEach(Sessions::close);
  }

  @Test
  void anAccountSignsInByItselfAndSharesThatOnceItCan() {
    value.setAvailable(false);
    Sessions a = sessions(ACCOUNT);
    Sessions b = sessions(ACCOUNT);
    Session own = a.current();
    assertNotEquals(own, b.current());
    assertEquals(2, auth.signIns());
    value.setAvailable(true);
    until("both have one", () -> a.current().equals(b.current()));
    assertEquals(a.current(), sessions(ACCOUNT).current());
    assertEquals(2, auth.signIns());
  }

  @Test
  void anAccountsOwnSessionIsRefreshedWhileTheServerIsAway() {
    value.setAvailable(false);
    Sessions a = sessions(ACCOUNT);
    Session own = a.current();
    clock.advance(Duration.ofMinutes(50));
    until("it is refreshed", () -> !a.current().equals(own));
    assertEquals(List.of(own.refreshToken()), auth.exchanged());
    clock.advance(Duration.ofHours(2));
    Session next = a.current();
    assertEquals(2, auth.exchanged().size());
    assertEquals(1, auth.signIns());
    value.setAvailable(true);
    until("it is shared", () -> value.read().text().isPresent());
    assertEquals(next, sessions(ACCOUNT).current());
  }

  @Test
  void anotherGuestIsNotSignedUp() {
    value.setAvailable(false);
    Sessions a = sessions(GUEST);
    assertCannotBeRead(a);
    value.setAvailable(true);
    assertEquals("guest-1", a.current().userId());
    value.setAvailable(false);
    clock.advance(Duration.ofHours(2));
    assertCannotBeRead(a);
    value.setAvailable(true);
    assertEquals("guest-1", a.current().userId());
    assertEquals(1, auth.signUps());
  }

  @Test
  void aConfiguredRefreshTokenIsNotUsed() {
    value.setAvailable(false);
    assertCannotBeRead(sessions(new Credentials.RefreshToken(auth.configured("me"))));
    assertEquals(List.of(), auth.exchanged());
  }

  @Test
  void aSessionThatIsValidIsUsedOnAndNotRefreshed() {
    Sessions a = sessions(ACCOUNT);
    Session first = a.current();
    clock.advance(Duration.ofMinutes(55));
    value.setAvailable(false);
    for (int i = 0; i < 10; i++) {
      assertEquals(first, a.current());
      clock.advance(Duration.ofSeconds(1));
      Moments.pass(Duration.ofMillis(5));
    }
    assertEquals(List.of(), auth.exchanged());
    assertEquals(1, auth.signIns());
  }

  @Test
  void aRefusedSessionOfAnAccountIsReplacedByItsOwn() {
    Sessions a = sessions(ACCOUNT);
    Sessions b = sessions(ACCOUNT);
    Session first = a.current();
    assertEquals(first, b.current());
    value.setAvailable(false);
    Session own = a.insteadOf(first);
    assertNotEquals(first, own);
    assertEquals(List.of(), auth.exchanged());
    value.setAvailable(true);
    until("it is shared", () -> b.current().equals(own));
    assertEquals(own, a.current());
  }

  @Test
  void aRestartGoesOnWithTheSessionOfTheFileUntilItExpires() {
    LangFastSettings settings = settings(GUEST).withSessionFile(folder.resolve("session.json"));
    Session first = sessions(settings).current();
    value.setAvailable(false);
    Sessions again = sessions(settings);
    assertEquals(first.withoutRefreshToken(), again.current());
    value.setAvailable(true);
    Sessions other = sessions(GUEST);
    assertEquals(first, other.current());
    Session second = other.insteadOf(first);
    until("it has the shared one", () -> again.current().equals(second));
    value.setAvailable(false);
    clock.advance(Duration.ofHours(1));
    assertCannotBeRead(sessions(settings));
    assertEquals(1, auth.signUps());
  }

  @Test
  void whatWasRefreshedWhenTheServerLeftIsUsedAndSharedOnceItIsBack() {
    Sessions a = sessions(GUEST);
    Sessions b = sessions(GUEST);
    Session first = a.current();
    assertEquals(first, b.current());
    clock.advance(Duration.ofMinutes(50));
    auth.after(() -> value.setAvailable(false));
    until("it is refreshed", () -> !a.current().equals(first));
    Session second = a.current();
    assertEquals(first, b.current());
    value.setAvailable(true);
    // The other may come first, with the token that has just been exchanged.
    until("all have one", () -> !b.current().equals(first) && b.current().equals(a.current()));
    assertEquals(second.userId(), b.current().userId());
    assertEquals(0, auth.ended());
    assertEquals(1, auth.signUps());
  }

  @Test
  void whatIsNotSharedYetIsSharedThoughNobodyAsks() {
    Sessions a = sessions(GUEST);
    Session first = a.current();
    clock.advance(Duration.ofHours(2));
    auth.after(() -> value.setAvailable(false));
    Session second = a.current();
    assertNotEquals(first, second);
    value.setAvailable(true);
    Moments.until(
        "it is shared",
        () -> value.read().text().filter(text -> text.contains(second.accessToken())).isPresent());
  }

  @Test
  void whatExpiredBeforeItWasSharedIsSharedBeforeItIsRefreshed() {
    Sessions a = sessions(GUEST);
    Session first = a.current();
    clock.advance(Duration.ofHours(2));
    auth.after(() -> value.setAvailable(false));
    Session second = a.current();
    clock.advance(Duration.ofHours(2));
    value.setAvailable(true);
    List<String> there = new ArrayList<>();
    auth.before(() -> there.add(value.read().text().orElseThrow()));
    Session third = a.current();
    assertTrue(there.getFirst().contains(second.accessToken()));
    assertEquals(List.of(first.refreshToken(), second.refreshToken()), auth.exchanged());
    assertEquals(third, sessions(GUEST).current());
  }

  @Test
  void anInstanceThatDiesBeforeItSignsInIsFollowedByAnother() {
    auth.before(SharedSessionOutageTest::die);
    assertThrows(Death.class, sessions(GUEST)::current);
    assertEquals("guest-1", sessions(GUEST).current().userId());
    assertEquals(1, auth.signUps());
  }

  @Test
  void theLeaseOfADeadInstanceIsWaitedFor() throws Exception {
    assertTrue(value.tryLease().isPresent());
    Sessions a = sessions(GUEST);
    Thread request = Thread.ofVirtual().start(a::current);
    Moments.pass(Duration.ofMillis(20));
    assertEquals(0, auth.signUps());
    value.expireLease();
    request.join();
    assertEquals("guest-1", a.current().userId());
    assertEquals(1, auth.signUps());
  }

  @Test
  void theTokenThatADeadInstanceExchangedIsExchangedAgain() {
    Session first = sessions(GUEST).current();
    Sessions a = sessions(GUEST);
    assertEquals(first, a.current());
    clock.advance(Duration.ofHours(2));
    auth.after(SharedSessionOutageTest::die);
    assertThrows(Death.class, a::current);
    assertEquals(first.userId(), sessions(GUEST).current().userId());
    assertEquals(List.of(first.refreshToken(), first.refreshToken()), auth.exchanged());
    assertEquals(1, auth.signUps());
  }

  @Test
  void aSessionThatEndedWithADeadInstanceIsReplacedByASignIn() {
    Session first = sessions(ACCOUNT).current();
    Sessions a = sessions(ACCOUNT);
    assertEquals(first, a.current());
    clock.advance(Duration.ofHours(2));
    auth.endAll();
    assertNotEquals(first, a.current());
    assertEquals(2, auth.signIns());
  }

  @Test
  void whoLostTheLeaseTakesWhatAnotherHasPublished() {
    Sessions a = sessions(GUEST);
    Sessions b = sessions(GUEST);
    List<Session> published = new ArrayList<>();
    auth.after(
        () -> {
          value.expireLease();
          published.add(b.current());
        });
    assertEquals(List.of(a.current()), published);
  }

  @Test
  void whoLostTheLeaseAndIsRefusedLooksWhatAnotherHasPublished() {
    Sessions a = sessions(GUEST);
    Sessions b = sessions(GUEST);
    assertEquals(a.current(), b.current());
    clock.advance(Duration.ofHours(2));
    List<Session> published = new ArrayList<>();
    auth.before(
        () -> {
          value.expireLease();
          published.add(b.insteadOf(b.current()));
        });
    assertEquals(a.current(), published.getFirst());
    assertEquals(1, auth.signUps());
  }

  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  private static void die() {
    throw new Death();
  }

  private static void assertCannotBeRead(Sessions sessions) {
    ChatFailure told = assertThrows(ChatException.class, sessions::current).failure();
    assertInstanceOf(ChatFailure.StoreUnavailable.class, told);
    assertEquals("The session that all instances share cannot be read.", told.message());
  }

  private void until(String what, BooleanSupplier so) {
    Moments.until(
        what,
        () -> {
          clock.advance(Duration.ofMillis(20));
          return so.getAsBoolean();
        });
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
