package io.github.langfast2api.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.state.SharedValue;
import io.github.langfast2api.ports.state.SharedValue.Lease;
import io.github.langfast2api.ports.state.SharedValue.Version;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** What the contract of shared values leaves to a server: encryption, death and loss. */
@Timeout(120)
class RedisSharedValueTest {

  private static final StateKey KEY = StateKey.of("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
  private static final StateKey OTHER = StateKey.of("ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=");

  private RedisServer server;
  private RedisStage stage;

  @BeforeEach
  void setUp() {
    server = RedisServer.start();
    stage = new RedisStage(server);
  }

  @AfterEach
  void tearDown() {
    stage.close();
    server.close();
  }

  private SharedValue value() {
    return stage.instance().value("session", KEY);
  }

  private String valueKey() {
    return stage.prefix() + ":value:session";
  }

  private static ChatFailure failure(Executable call) {
    return assertThrows(ChatException.class, call).failure();
  }

  @Test
  void theServerHasNothingInPlainText() {
    value().replace(Version.NONE.number(), "a very secret text");
    for (Object key : (Iterable<?>) server.command("KEYS", "*")) {
      Object dump =
          key.equals(valueKey())
              ? server.command("HGETALL", valueKey())
              : server.command("GET", key.toString());
      assertFalse(dump.toString().contains("secret"), dump.toString());
    }
  }

  @Test
  void aTextOfAnotherKeyIsToldAndStays() {
    Version put = value().replace(Version.NONE.number(), "text");
    RedisState state = stage.instance();
    SharedValue other = state.value("session", OTHER);
    ChatFailure.StoreUnavailable failure =
        assertInstanceOf(ChatFailure.StoreUnavailable.class, failure(other::read));
    assertTrue(failure.message().contains("another key"), failure.message());
    assertEquals(failure.message(), state.trouble().orElseThrow());
    failure(() -> other.replace(Version.NONE.number(), "mine"));
    assertEquals(put, value().read());
    server.command("DEL", valueKey());
    Version mine = other.replace(Version.NONE.number(), "mine");
    assertEquals(mine, other.read());
    assertTrue(state.trouble().isEmpty());
  }

  @Test
  void aTextThatIsDamagedIsToldAndStays() {
    SharedValue value = value();
    Version put = value.replace(Version.NONE.number(), "text");
    server.command("HSET", valueKey(), "text", "damaged");
    assertInstanceOf(ChatFailure.StoreUnavailable.class, failure(value::read));
    Version next = value.replace(put.number(), "next");
    assertEquals(next, value.read());
  }

  @Test
  void valuesOfOtherNamesAreOthers() {
    RedisState state = stage.instance();
    Version session = state.value("session", KEY).replace(Version.NONE.number(), "session");
    assertEquals(Version.NONE, state.value("session:2", KEY).read());
    assertEquals(session, state.value("session", KEY).read());
  }

  @Test
  void anInstanceHearsThatTheServerLostTheValueAndTheNextIsHigher() {
    SharedValue one = value();
    SharedValue other = value();
    Version put = one.replace(Version.NONE.number(), "text");
    Await.until("the version is not heard of", () -> other.latest() == put.number());
    server.command("FLUSHALL");
    Await.until("the loss is not heard of", () -> one.latest() == Version.NONE.number());
    Await.until("the loss is not heard of", () -> other.latest() == Version.NONE.number());
    assertTrue(other.replace(Version.NONE.number(), "text").number() > put.number());
  }

  @Test
  void aLeaseIsRenewedWhileItIsHeld() {
    SharedValue one = value();
    Lease lease = one.tryLease().orElseThrow();
    String key = stage.prefix() + ":lease:session";
    server.command("PEXPIRE", key, "2000");
    Await.until("the lease is not renewed", () -> (Long) server.command("PTTL", key) > 3000);
    lease.close();
    assertEquals(-2L, server.command("PTTL", key));
  }

  @Test
  void aLeaseEndsByItselfWhenItsInstanceDies() {
    RedisState dying = stage.instance();
    Lease unused = dying.value("session", KEY).tryLease().orElseThrow();
    SharedValue other = value();
    dying.close();
    assertTrue(other.tryLease().isEmpty());
    Await.until("a dead instance has the lease", () -> other.tryLease().isPresent());
  }

  @Test
  void aLeaseThatTheServerLostIsTakenAgainUnlessAnotherHasIt() {
    SharedValue one = value();
    SharedValue other = value();
    Lease lease = one.tryLease().orElseThrow();
    server.command("FLUSHALL");
    Await.until(
        "the lease is not taken again",
        () -> !server.command("GET", stage.prefix() + ":lease:session").equals(""));
    assertTrue(other.tryLease().isEmpty());
    server.command("SET", stage.prefix() + ":lease:session", "another's");
    lease.close();
    assertEquals("another's", server.command("GET", stage.prefix() + ":lease:session"));
  }

  @Test
  void aValueIsUnavailableInAnOutageAndItsNumberStaysKnown() {
    RedisState state = stage.instance(server.settings(stage.prefix()));
    SharedValue value = state.value("session", KEY);
    RedisStage.awaitAvailable(state);
    Version put = value().replace(Version.NONE.number(), "text");
    Await.until("the version is not heard of", () -> value.latest() == put.number());
    server.pause();
    assertInstanceOf(ChatFailure.StoreUnavailable.class, failure(value::read));
    assertInstanceOf(ChatFailure.StoreUnavailable.class, failure(value::tryLease));
    assertInstanceOf(
        ChatFailure.StoreUnavailable.class, failure(() -> value.replace(put.number(), "next")));
    assertEquals(put.number(), value.latest());
    server.resume();
    RedisStage.awaitAvailable(state);
    assertEquals("text", value.read().text().orElseThrow());
  }
}
