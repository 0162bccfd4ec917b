package io.github.langfast2api.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.ManualClock;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoredResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the contract of stores leaves to one that instances share. */
@Timeout(120)
class RedisResponseStoreTest {

  private static final Instant NOON = ManualClock.START;
  private static final StoreLimits WIDE = new StoreLimits(Duration.ofDays(30), 1000, 100_000_000);

  private RedisServer server;
  private RedisStage stage;

  @BeforeEach
  void setUp() {
    server = RedisServer.start("--maxmemory-policy", "noeviction");
    stage = new RedisStage(server);
  }

  @AfterEach
  void tearDown() {
    stage.close();
    server.close();
  }

  private ResponseStore store(StoreLimits limits, InstantSource clock) {
    return stage.instance().responses(limits, clock);
  }

  private static StoredResponse response(ResponseKey key, Instant createdAt, String text) {
    return new StoredResponse(key, Optional.empty(), createdAt, "[]", text);
  }

  private static StoredResponse response(String owner, String id, String text) {
    return response(new ResponseKey(owner, id), NOON, text);
  }

  @Test
  void whatOneInstanceKeepsAnotherFindsAndDeletes() {
    ResponseStore one = store(WIDE, new ManualClock());
    ResponseStore other = store(WIDE, new ManualClock());
    StoredResponse response = response("ann", "resp_1", "text");
    one.put(response);
    assertEquals(Optional.of(response), other.find(response.key()));
    assertTrue(other.delete(response.key()));
    assertEquals(Optional.empty(), one.find(response.key()));
  }

  @Test
  void limitsAreThoseOfOneOwnerWhateverInstanceKeeps() {
    StoreLimits limits = new StoreLimits(Duration.ofDays(30), 2, 1000);
    ResponseStore one = store(limits, new ManualClock());
    ResponseStore other = store(limits, new ManualClock());
    StoredResponse bobs = response("bob", "resp_1", "bob's");
    one.put(bobs);
    one.put(response("ann", "resp_1", "1"));
    other.put(response("ann", "resp_2", "2"));
    one.put(response("ann", "resp_3", "3"));
    assertEquals(Optional.empty(), other.find(new ResponseKey("ann", "resp_1")));
    assertTrue(other.find(new ResponseKey("ann", "resp_2")).isPresent());
    assertEquals(Optional.of(bobs), other.find(bobs.key()));
    assertEquals(3, one.usage().responses());
    assertEquals(1, one.usage().evictions());
    assertEquals(0, other.usage().evictions());
  }

  @Test
  void ownersAndIdsAreToldApartWhateverIsInThem() {
    ResponseStore store = store(WIDE, new ManualClock());
    List<StoredResponse> all = new ArrayList<>();
    for (String owner : List.of("a", "a:b", "a%", "ä", "\uD83D\uDE00", "\uD83D", "\uDE00", "中")) {
      for (String id : List.of("b", "b:c", ":", "%003a", "ä", "\uD83D\uDE00", "\n", "1:2:3", "?")) {
        if (!id.isBlank()) {
          all.add(response(owner, id, owner + " " + all.size()));
        }
      }
    }
    all.forEach(store::put);
    for (StoredResponse one : all) {
      assertTrue(store.find(one.key()).orElseThrow().response().endsWith(" " + all.indexOf(one)));
    }
    for (StoredResponse one : all) {
      assertTrue(store.delete(one.key()));
      assertEquals(Optional.empty(), store.find(one.key()));
    }
    assertEquals(0, store.usage().responses());
    assertEquals(List.of(), server.command("KEYS", stage.prefix() + ":*:*"));
  }

  @Test
  void whatIsOverAgeIsForgottenByTheServerWithAllThatBelongsToIt() {
    StoreLimits limits = new StoreLimits(Duration.ofSeconds(3), 10, 1000);
    ResponseStore store = store(limits, InstantSource.system());
    ResponseKey first = new ResponseKey("ann", "resp_1");
    store.put(response(first, Instant.now(), "first"));
    store.put(response(new ResponseKey("ann", "resp_2"), Instant.now().minusSeconds(1), "older"));
    assertTrue(store.find(first).isPresent());
    Await.until(
        "something stays", () -> server.command("KEYS", stage.prefix() + ":*:*").equals(List.of()));
    assertEquals(Optional.empty(), store.find(first));
  }

  @Test
  void aResponseThatIsOverAgeAlreadyTakesThePlaceOfTheOneBeforeAndIsGone() {
    ManualClock clock = new ManualClock();
    ResponseStore store = store(WIDE, clock);
    ResponseKey key = new ResponseKey("ann", "resp_1");
    store.put(response(key, NOON, "first"));
    store.put(response(key, NOON.minus(WIDE.maxAge()), "old"));
    assertEquals(Optional.empty(), store.find(key));
    assertEquals(0, store.usage().responses());
  }

  @Test
  void whatTheServerLostIsNotCountedForEver() {
    ResponseStore store = store(WIDE, new ManualClock());
    store.put(response("ann", "resp_1", "1"));
    server.command("FLUSHALL");
    StoredResponse next = response("ann", "resp_2", "2");
    store.put(next);
    assertEquals(1, store.usage().responses());
    assertEquals(next.bytes(), store.usage().bytes());
  }

  @Test
  void aFullServerKeepsTheResponseOfBeforeAndSaysThatItKeptNoOther() {
    RedisState state = stage.instance();
    ResponseStore store = state.responses(WIDE, new ManualClock());
    StoredResponse before = response("ann", "resp_1", "before");
    store.put(before);
    long used = server.info("used_memory");
    server.command("CONFIG", "SET", "maxmemory", String.valueOf(used + 3_000_000));
    StoredResponse after = response("ann", "resp_1", "a".repeat(5_000_000));
    ChatException refused = assertThrows(ChatException.class, () -> store.put(after));
    assertInstanceOf(ChatFailure.StoreUnavailable.class, refused.failure());
    server.command("CONFIG", "SET", "maxmemory", "0");
    RedisStage.awaitAvailable(state);
    Await.until("Redis flaps", () -> isFound(store, before));
    store.put(after);
    assertEquals(Optional.of(after), store.find(after.key()));
  }

  private static boolean isFound(ResponseStore store, StoredResponse response) {
    try {
      assertEquals(Optional.of(response), store.find(response.key()));
      return true;
    } catch (ChatException e) {
      return false;
    }
  }

  @Test
  void aCallerThatIsInterruptedIsCancelled() {
    ResponseStore store = store(WIDE, new ManualClock());
    Thread.currentThread().interrupt();
    ChatException failure =
        assertThrows(ChatException.class, () -> store.put(response("ann", "resp_1", "text")));
    assertTrue(Thread.interrupted());
    assertInstanceOf(ChatFailure.Cancelled.class, failure.failure());
    assertEquals(0, store.usage().failures());
    // What has begun goes on, and may come after this.
    store.put(response("ann", "resp_2", "again"));
    assertEquals("again", store.find(new ResponseKey("ann", "resp_2")).orElseThrow().response());
  }
}
