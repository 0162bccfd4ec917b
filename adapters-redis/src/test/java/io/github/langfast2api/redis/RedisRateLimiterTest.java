package io.github.langfast2api.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.limits.RateLimiter;
import io.github.langfast2api.ports.limits.RateLimiter.Decision;
import io.github.langfast2api.ports.limits.RateLimiter.Permit;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits that instances share while Redis can be used; outages have tests of their own. */
@Timeout(120)
class RedisRateLimiterTest {

  private static RedisServer server;
  private RedisStage stage;

  @BeforeAll
  static void startServer() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void setUp() {
    stage = new RedisStage(server);
  }

  @AfterEach
  void tearDown() {
    stage.close();
  }

  private RateLimiter limiter() {
    return limiter(stage.instance());
  }

  private static RateLimiter limiter(RedisState state) {
    return state.rateLimiter(WithoutRedis.CLOSED);
  }

  private static ApiClient perMinute(String name, int requests) {
    return new ApiClient(name, OptionalInt.of(requests), OptionalInt.empty());
  }

  private static ApiClient atOnce(String name, int concurrent) {
    return new ApiClient(name, OptionalInt.empty(), OptionalInt.of(concurrent));
  }

  private static Decision.Admitted admitted(Decision decision) {
    return assertInstanceOf(Decision.Admitted.class, decision);
  }

  private String runs(String client) {
    return stage.prefix() + ":runs:" + client;
  }

  private long inProgress(String client) {
    return (Long) server.command("ZCARD", runs(client));
  }

  @Test
  void requestsOverTwoInstancesAreNeverMoreThanAreAllowed() throws Exception {
    List<RateLimiter> limiters = List.of(limiter(), limiter());
    List<Callable<Decision>> asking =
        IntStream.range(0, 200)
            .<Callable<Decision>>mapToObj(
                i -> () -> limiters.get(i % 2).acquire(perMinute("ann", 10)))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      List<Future<Decision>> asked = threads.invokeAll(asking);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long admitted =
          asked.stream().filter(future -> future.resultNow() instanceof Decision.Admitted).count();
      // One comes back every six seconds.
      assertTrue(
          admitted >= 10 && admitted <= 10 + Math.floor(seconds / 6),
          admitted + " in " + seconds + " s");
    }
  }

  @Test
  void whatOneInstanceGivesBackAnotherHas() {
    RateLimiter one = limiter();
    RateLimiter other = limiter();
    ApiClient client = new ApiClient("ann", OptionalInt.of(2), OptionalInt.of(2));
    Permit permit = admitted(one.acquire(client)).permit();
    admitted(permit.extend(1));
    assertEquals(new Decision.ConcurrencyExceeded(2), other.acquire(client));
    assertEquals(2, permit.refund().orElseThrow().remaining());
    permit.close();
    admitted(other.acquire(client));
  }

  @Test
  void aClientWithoutLimitsCostsNoCall() {
    RedisState state = stage.instance();
    try (Permit permit = admitted(limiter(state).acquire(ApiClient.unlimited("ann"))).permit()) {
      admitted(permit.extend(5));
      assertTrue(permit.refund().isEmpty());
    }
    assertEquals(0, state.figures().calls());
  }

  @Test
  void namesAreToldApartWhateverIsInThem() {
    RateLimiter limiter = limiter();
    for (String name :
        List.of(
            "a:b", "a%003ab", "a", "A", "ä", "a\u0308", "中", "\uD83D\uDE00", "\uD83D", "a ", "?")) {
      admitted(limiter.acquire(perMinute(name, 1)));
      assertInstanceOf(Decision.RateExceeded.class, limiter.acquire(perMinute(name, 1)));
    }
  }

  @Test
  void twoPrefixesNeverMix() {
    admitted(limiter().acquire(perMinute("ann", 1)));
    try (RedisStage other = new RedisStage(server)) {
      admitted(other.instance().rateLimiter(WithoutRedis.CLOSED).acquire(perMinute("ann", 1)));
    }
  }

  @Test
  void aBucketThatIsFullAndRunsThatEndedLeaveNothing() {
    RateLimiter limiter = limiter();
    ApiClient client = new ApiClient("ann", OptionalInt.of(100_000), OptionalInt.of(1));
    admitted(limiter.acquire(client)).permit().close();
    Await.until(
        "a full bucket stays",
        () -> server.command("KEYS", stage.prefix() + ":r*").equals(List.of()));
  }

  @Test
  void runsInProgressAreRenewed() {
    RateLimiter limiter = limiter();
    Permit permit = admitted(limiter.acquire(atOnce("ann", 3))).permit();
    admitted(permit.extend(2));
    Object first = server.command("ZRANGE", runs("ann"), "0", "-1", "WITHSCORES");
    Await.until(
        "runs are not renewed",
        () -> !first.equals(server.command("ZRANGE", runs("ann"), "0", "-1", "WITHSCORES")));
    assertEquals(3, inProgress("ann"));
    permit.close();
    assertEquals(0, inProgress("ann"));
  }

  @Test
  void runsOfAnInstanceThatDiedEndByThemselves() {
    RedisState dying = stage.instance();
    admitted(limiter(dying).acquire(atOnce("ann", 1)));
    RateLimiter other = limiter();
    dying.close();
    assertEquals(new Decision.ConcurrencyExceeded(1), other.acquire(atOnce("ann", 1)));
    Await.until(
        "runs of a dead instance stay",
        () -> other.acquire(atOnce("ann", 1)) instanceof Decision.Admitted);
  }

  @Test
  void runsInProgressArePutBackWhereTheServerHasLostThem() {
    RateLimiter limiter = limiter();
    Permit permit = admitted(limiter.acquire(atOnce("ann", 2))).permit();
    Permit other = admitted(limiter.acquire(atOnce("bob", 2))).permit();
    server.command("FLUSHALL");
    // It counts its own runs, lost or not.
    assertEquals(new Decision.ConcurrencyExceeded(2), permit.extend(2));
    admitted(permit.extend(1));
    assertEquals(2, inProgress("ann"));
    Await.until("runs are not put back", () -> inProgress("bob") == 1);
    permit.close();
    other.close();
    assertEquals(0, inProgress("ann"));
    assertEquals(0, inProgress("bob"));
  }

  @Test
  void noRunIsPutBackThatHasEnded() {
    RedisState state = stage.instance();
    RateLimiter limiter = limiter(state);
    for (int round = 0; round < 20; round++) {
      List<Permit> permits =
          IntStream.range(0, 20)
              .mapToObj(i -> admitted(limiter.acquire(atOnce("ann", 100))).permit())
              .toList();
      server.command("FLUSHALL");
      permits.forEach(Permit::close);
    }
    Await.until("runs that ended are counted", () -> inProgress("ann") == 0);
    admitted(limiter.acquire(atOnce("ann", 1)));
  }

  @Test
  void scriptsThatTheServerForgotAreSentAgain() {
    RateLimiter limiter = limiter();
    admitted(limiter.acquire(perMinute("ann", 2)));
    server.command("SCRIPT", "FLUSH");
    assertEquals(
        0, admitted(limiter.acquire(perMinute("ann", 2))).rate().orElseThrow().remaining());
  }

  @Test
  void aRequestThatIsInterruptedEndsItsRunsAllTheSame() {
    RateLimiter limiter = limiter();
    Permit permit =
        admitted(limiter.acquire(new ApiClient("ann", OptionalInt.of(1), OptionalInt.of(1))))
            .permit();
    Thread.currentThread().interrupt();
    permit.refund();
    permit.close();
    assertTrue(Thread.interrupted());
    Await.until("runs stay", () -> inProgress("ann") == 0);
    Await.until(
        "nothing is refunded",
        () -> limiter.acquire(perMinute("ann", 1)) instanceof Decision.Admitted);
  }

  @Test
  void aLimiterThatIsClosedAdmitsByItselfOrSaysSo() {
    RedisState state = stage.instance();
    RateLimiter local = state.rateLimiter(WithoutRedis.LOCAL);
    state.close();
    state.close();
    admitted(local.acquire(perMinute("ann", 1)));
    assertFalse(state.figures().available());
    assertNotEquals("", state.trouble().orElseThrow());
  }
}
