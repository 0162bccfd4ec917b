package io.github.langfast2api.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.ManualClock;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoredResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of limits and responses while Redis is away or slow, and when it comes back. */
@Timeout(120)
class RedisOutageTest {

  private static final StoreLimits WIDE = new StoreLimits(Duration.ofDays(30), 1000, 100_000_000);
  private static final ApiClient ANN = new ApiClient("ann", OptionalInt.of(3), OptionalInt.of(2));

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

  private static Decision.Admitted admitted(Decision decision) {
    return assertInstanceOf(Decision.Admitted.class, decision);
  }

  private static StoredResponse response(String id, String text) {
    return new StoredResponse(
        new ResponseKey("ann", id), Optional.empty(), ManualClock.START, "[]", text);
  }

  private long inProgress() {
    return (Long) server.command("ZCARD", stage.prefix() + ":runs:ann");
  }

  private static ChatFailure.StoreUnavailable unavailable(Runnable call) {
    ChatException failure = assertThrows(ChatException.class, call::run);
    return assertInstanceOf(ChatFailure.StoreUnavailable.class, failure.failure());
  }

  @Test
  void aServerThatComesLaterIsUsedThen() {
    server.kill();
    RedisState state = stage.instance(server.settings(stage.prefix()));
    RateLimiter limiter = state.rateLimiter(WithoutRedis.CLOSED);
    assertTrue(unavailable(() -> limiter.acquire(ANN)).retryAfter().isPositive());
    Await.until("the trouble is not told", () -> trouble(state).contains("connected to"));
    server.restart();
    RedisStage.awaitAvailable(state);
    assertEquals("", trouble(state));
    admitted(limiter.acquire(ANN));
  }

  private static String trouble(RedisState state) {
    return state.trouble().orElse("");
  }

  @Test
  void withoutRedisEachInstanceGoesOnFromWhatItHasCounted() {
    RedisState state = stage.instance();
    RateLimiter limiter = state.rateLimiter(WithoutRedis.LOCAL);
    Permit shared = admitted(limiter.acquire(ANN)).permit();
    server.kill();
    Permit local = admitted(limiter.acquire(ANN)).permit();
    assertEquals(new Decision.ConcurrencyExceeded(2), limiter.acquire(ANN));
    assertEquals(new Decision.ConcurrencyExceeded(2), shared.extend(1));
    shared.close();
    assertEquals(0, admitted(local.extend(1)).rate().orElseThrow().remaining());
    assertEquals(2, local.refund().orElseThrow().remaining());
    local.close();
  }

  @Test
  void whatWasAdmittedWithoutRedisIsInProgressWhenItIsBack() {
    RedisState state = stage.instance();
    RateLimiter limiter = state.rateLimiter(WithoutRedis.LOCAL);
    server.kill();
    Permit permit = admitted(limiter.acquire(ANN)).permit();
    RedisStage.awaitAway(state);
    server.restart();
    RedisStage.awaitAvailable(state);
    assertEquals(1, inProgress());
    admitted(permit.extend(1));
    RateLimiter other = stage.instance().rateLimiter(WithoutRedis.CLOSED);
    assertEquals(new Decision.ConcurrencyExceeded(2), other.acquire(ANN));
    permit.close();
    permit.close();
    assertEquals(0, inProgress());
    admitted(other.acquire(ANN));
  }

  @Test
  void whatEndsWithoutRedisHasEndedWhenItIsBack() {
    RedisState state = stage.instance();
    Permit permit = admitted(state.rateLimiter(WithoutRedis.LOCAL).acquire(ANN)).permit();
    server.pause();
    permit.refund();
    permit.close();
    RedisStage.awaitAway(state);
    server.resume();
    RedisStage.awaitAvailable(state);
    Await.until("runs that ended are counted", () -> inProgress() == 0);
  }

  @Test
  void withoutRedisEveryoneIsAdmittedOrNobody() {
    RedisState state = stage.instance();
    server.kill();
    RateLimiter open = state.rateLimiter(WithoutRedis.OPEN);
    for (int i = 0; i < 10; i++) {
      assertEquals(Optional.empty(), admitted(open.acquire(ANN)).rate());
    }
    RateLimiter closed = state.rateLimiter(WithoutRedis.CLOSED);
    assertTrue(unavailable(() -> closed.acquire(ANN)).retryAfter().isPositive());
    admitted(closed.acquire(ApiClient.unlimited("bob"))).permit().close();
  }

  @Test
  void responsesAreUnavailableAndThoseOfBeforeAreFoundAfterwards() {
    RedisState state = stage.instance();
    ResponseStore store = state.responses(WIDE, new ManualClock());
    StoredResponse kept = response("resp_1", "text");
    store.put(kept);
    server.pause();
    unavailable(() -> store.put(response("resp_2", "text")));
    unavailable(() -> store.find(kept.key()));
    unavailable(() -> store.delete(kept.key()));
    assertEquals(3, store.usage().failures());
    server.resume();
    RedisStage.awaitAvailable(state);
    assertEquals(Optional.of(kept), store.find(kept.key()));
  }

  @Test
  void aCallIsNotTriedWhileTheServerIsKnownToBeAway() {
    RedisState state = stage.instance();
    RateLimiter limiter = state.rateLimiter(WithoutRedis.LOCAL);
    server.pause();
    for (int i = 0; i < 100; i++) {
      limiter.acquire(ANN);
    }
    RedisFigures figures = state.figures();
    assertFalse(figures.available());
    assertTrue(figures.notTried() >= 90, figures.toString());
    assertTrue(figures.timeouts() >= 1, figures.toString());
    assertTrue(trouble(state).contains("does not answer in time"), trouble(state));
    server.resume();
    RedisStage.awaitAvailable(state);
  }

  @Test
  void aServerThatAnswersTooLateIsNotUsedUntilItAnswersInTime() {
    try (RedisProxy proxy = new RedisProxy(server.port());
        RedisState state = new RedisState(proxy.settings(stage.prefix()))) {
      RateLimiter limiter = state.rateLimiter(WithoutRedis.CLOSED);
      Await.until("nobody is admitted", () -> isCounted(limiter));
      proxy.delay(400);
      unavailable(() -> limiter.acquire(ANN));
      RedisStage.awaitAway(state);
      Await.until("it is not told", () -> trouble(state).contains("in time"));
      proxy.delay(0);
      Await.until("nobody is admitted", () -> isCounted(limiter));
      assertTrue(state.figures().timeouts() > 0, state.figures().toString());
    }
  }

  @Test
  void anAnswerThatNeverEndsIsEnded() {
    try (RedisProxy proxy = new RedisProxy(server.port())) {
      RedisState state = stage.instance(proxy.settings(stage.prefix()));
      RedisStage.awaitAvailable(state);
      RateLimiter limiter = state.rateLimiter(WithoutRedis.CLOSED);
      proxy.drip(true);
      unavailable(() -> limiter.acquire(ANN));
      RedisStage.awaitAway(state);
      proxy.drip(false);
      proxy.cut();
      RedisStage.awaitAvailable(state);
      Await.until("nobody is admitted", () -> isCounted(limiter));
    }
  }

  @Test
  void aServerThatReadsNothingDoesNotHoldALargeResponseForEver() {
    try (RedisProxy proxy = new RedisProxy(server.port())) {
      RedisState state = stage.instance(proxy.settings(stage.prefix()));
      RedisStage.awaitAvailable(state);
      ResponseStore store = state.responses(WIDE, new ManualClock());
      proxy.readNothing(true);
      unavailable(() -> store.put(response("resp_1", "a".repeat(20_000_000))));
      proxy.readNothing(false);
      RedisStage.awaitAvailable(state);
    }
  }

  @Test
  void connectionsThatAreLostCostNoMoreThanACall() {
    try (RedisProxy proxy = new RedisProxy(server.port())) {
      RedisState state = stage.instance(proxy.settings(stage.prefix()));
      RedisStage.awaitAvailable(state);
      RateLimiter limiter = state.rateLimiter(WithoutRedis.CLOSED);
      admitted(limiter.acquire(ANN)).permit().close();
      proxy.cut();
      Await.until("nothing is lost", () -> state.figures().connectionFailures() > 0);
      Await.until("nobody is admitted", () -> isCounted(limiter));
    }
  }

  /** Whether Redis can count; what it decides does not matter. */
  private static boolean isCounted(RateLimiter limiter) {
    try {
      return !limiter.acquire(ANN).toString().isEmpty();
    } catch (ChatException e) {
      return false;
    }
  }

  @Test
  void anOutageIsNoStormOfConnections() {
    RedisState state = stage.instance();
    RateLimiter limiter = state.rateLimiter(WithoutRedis.LOCAL);
    ResponseStore store = state.responses(WIDE, new ManualClock());
    long before = server.info("total_connections_received");
    server.command("CONFIG", "SET", "maxmemory", "1");
    RedisStage.awaitAway(state);
    for (int i = 0; i < 1000; i++) {
      limiter.acquire(new ApiClient("bob " + i, OptionalInt.of(3), OptionalInt.empty()));
      unavailable(() -> store.find(new ResponseKey("ann", "resp_1")));
    }
    server.command("CONFIG", "SET", "maxmemory", "0");
    RedisStage.awaitAvailable(state);
    // The test itself connects four times.
    long connections = server.info("total_connections_received") - before;
    assertTrue(connections < 30, connections + " connections");
    assertTrue(state.figures().connections() < 30, state.figures().toString());
  }
}
