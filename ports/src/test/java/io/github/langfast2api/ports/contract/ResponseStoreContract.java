package io.github.langfast2api.ports.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.ResponseStore;
import io.github.langfast2api.ports.state.StoreLimits;
import io.github.langfast2api.ports.state.StoredResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** What every {@link ResponseStore} promises that keeps anything. */
@Timeout(120)
public interface ResponseStoreContract {

  /** Limits that no test but those of limits reaches. */
  StoreLimits WIDE = new StoreLimits(Duration.ofDays(30), 10_000, 100_000_000);

  /** Where a {@link ManualClock} stands at first. */
  Instant NOON = ManualClock.START;

  /** An empty store, which the test closes. */
  ResponseStore store(StoreLimits limits, InstantSource clock);

  private ResponseStore wide() {
    return store(WIDE, new ManualClock());
  }

  private static ResponseKey key(String id) {
    return new ResponseKey("ann", id);
  }

  private static StoredResponse response(String id, Instant createdAt, String text) {
    return new StoredResponse(key(id), Optional.empty(), createdAt, "[]", text);
  }

  private static StoredResponse response(String id, String text) {
    return response(id, NOON, text);
  }

  /** Which of the ids the store finds, in this order. */
  private static List<String> found(ResponseStore store, String... ids) {
    return List.of(ids).stream().filter(id -> store.find(key(id)).isPresent()).toList();
  }

  private static <T extends ChatFailure> T failure(Class<T> kind, Executable call) {
    return assertInstanceOf(kind, assertThrows(ChatException.class, call).failure());
  }

  private static void assertUsage(long responses, long bytes, long evictions, ResponseStore store) {
    assertEquals(responses, store.usage().responses());
    assertEquals(bytes, store.usage().bytes());
    assertEquals(evictions, store.usage().evictions());
    assertEquals(0, store.usage().failures());
  }

  @Test
  default void whatIsKeptIsFoundAsItWas() {
    try (ResponseStore store = wide()) {
      assertTrue(store.isEnabled());
      StoredResponse first = response("resp_1", NOON.plusNanos(1_000_000), "{\"a\": 1}");
      StoredResponse second =
          new StoredResponse(key("resp_2"), Optional.of("resp_1"), NOON, "", "");
      store.put(first);
      store.put(second);
      assertEquals(Optional.of(first), store.find(first.key()));
      assertEquals(Optional.of(second), store.find(second.key()));
      assertUsage(2, first.bytes(), 0, store);
    }
  }

  @Test
  default void whatWasNeverKeptIsNotFound() {
    try (ResponseStore store = wide()) {
      assertEquals(Optional.empty(), store.find(key("resp_1")));
      assertFalse(store.delete(key("resp_1")));
      assertUsage(0, 0, 0, store);
    }
  }

  @Test
  default void whatIsDeletedIsGone() {
    try (ResponseStore store = wide()) {
      store.put(response("resp_1", "one"));
      store.put(response("resp_2", "two"));
      assertTrue(store.delete(key("resp_1")));
      assertFalse(store.delete(key("resp_1")));
      assertEquals(List.of("resp_2"), found(store, "resp_1", "resp_2"));
      assertUsage(1, response("resp_2", "two").bytes(), 0, store);
      store.put(response("resp_1", "again"));
      assertEquals("again", store.find(key("resp_1")).orElseThrow().response());
    }
  }

  @Test
  default void ownersDoNotSeeEachOther() {
    try (ResponseStore store = wide()) {
      StoredResponse annes = response("resp_1", "ann's");
      ResponseKey bobs = new ResponseKey("bob", "resp_1");
      store.put(annes);
      assertEquals(Optional.empty(), store.find(bobs));
      assertFalse(store.delete(bobs));
      store.put(new StoredResponse(bobs, Optional.empty(), NOON, "[]", "bob's"));
      assertEquals("ann's", store.find(annes.key()).orElseThrow().response());
      assertEquals("bob's", store.find(bobs).orElseThrow().response());
      assertTrue(store.delete(bobs));
      assertEquals(Optional.of(annes), store.find(annes.key()));
      ResponseKey similar = new ResponseKey("an", "nresp_1");
      assertEquals(Optional.empty(), store.find(similar));
      assertFalse(store.delete(similar));
    }
  }

  @Test
  default void aResponseOfTheSameIdReplacesTheOneBefore() {
    ManualClock clock = new ManualClock();
    try (ResponseStore store = store(WIDE, clock)) {
      store.put(response("resp_1", "in progress"));
      StoredResponse replacing = response("resp_1", NOON.plusSeconds(60), "done");
      store.put(replacing);
      assertEquals(Optional.of(replacing), store.find(key("resp_1")));
      assertUsage(1, replacing.bytes(), 0, store);
      clock.advance(WIDE.maxAge());
      assertEquals(Optional.of(replacing), store.find(key("resp_1")));
      clock.advance(Duration.ofSeconds(60));
      assertEquals(Optional.empty(), store.find(key("resp_1")));
    }
  }

  @Test
  default void aResponseAsOldAsTheMaximumAgeIsGone() {
    ManualClock clock = new ManualClock();
    try (ResponseStore store = store(WIDE, clock)) {
      store.put(response("resp_1", NOON, "one"));
      store.put(response("resp_2", NOON.plusMillis(1), "two"));
      clock.advance(WIDE.maxAge().minusMillis(1));
      assertEquals(List.of("resp_1", "resp_2"), found(store, "resp_1", "resp_2"));
      clock.advance(Duration.ofMillis(1));
      assertEquals(List.of("resp_2"), found(store, "resp_1", "resp_2"));
      assertFalse(store.delete(key("resp_1")));
      clock.advance(Duration.ofMillis(1));
      assertFalse(store.delete(key("resp_2")));
      store.put(response("resp_3", clock.instant(), "three"));
      assertUsage(1, response("resp_3", "three").bytes(), 0, store);
    }
  }

  @Test
  default void theOldestGoWhereThereAreTooMany() {
    try (ResponseStore store =
        store(new StoreLimits(Duration.ofDays(30), 3, 1_000_000), new ManualClock())) {
      store.put(response("resp_2", NOON.plusMillis(2), ""));
      store.put(response("resp_1", NOON.plusMillis(1), ""));
      store.put(response("resp_3", NOON.plusMillis(3), ""));
      store.put(response("resp_4", NOON.plusMillis(3), ""));
      String[] ids = {"resp_1", "resp_2", "resp_3", "resp_4", "resp_5", "resp_6"};
      assertEquals(List.of("resp_2", "resp_3", "resp_4"), found(store, ids));
      store.put(response("resp_2", NOON.plusMillis(4), "replaced"));
      assertEquals(List.of("resp_2", "resp_3", "resp_4"), found(store, ids));
      store.put(response("resp_5", NOON.plusMillis(5), ""));
      assertEquals(List.of("resp_2", "resp_4", "resp_5"), found(store, ids));
      store.put(response("resp_6", NOON, "older than all others"));
      assertEquals(List.of("resp_2", "resp_5", "resp_6"), found(store, ids));
      assertEquals(3, store.usage().evictions());
    }
  }

  @Test
  default void theOldestGoWhereTheyAreTooLarge() {
    StoreLimits limits = new StoreLimits(Duration.ofDays(30), 1000, 100);
    try (ResponseStore store = store(limits, new ManualClock())) {
      store.put(response("resp_1", NOON.plusMillis(1), "a".repeat(18)));
      store.put(response("resp_2", NOON.plusMillis(2), "ä".repeat(14)));
      store.put(response("resp_3", NOON.plusMillis(3), "中".repeat(16)));
      String[] ids = {"resp_1", "resp_2", "resp_3", "resp_4"};
      assertEquals(List.of("resp_1", "resp_2", "resp_3"), found(store, ids));
      assertUsage(3, 100, 0, store);
      store.put(response("resp_4", NOON.plusMillis(4), "\uD83D\uDE00".repeat(5)));
      assertEquals(List.of("resp_3", "resp_4"), found(store, ids));
      assertUsage(2, 72, 2, store);
      store.put(response("resp_4", NOON.plusMillis(4), "a".repeat(98)));
      assertEquals(List.of("resp_4"), found(store, ids));
      assertUsage(1, 100, 3, store);
    }
  }

  @Test
  default void aResponseLargerThanTheStoreIsRefusedAndCostsNoOther() {
    StoreLimits limits = new StoreLimits(Duration.ofDays(30), 1000, 100);
    try (ResponseStore store = store(limits, new ManualClock())) {
      store.put(response("resp_1", "a".repeat(48)));
      store.put(response("resp_2", "a".repeat(48)));
      for (String id : List.of("resp_2", "resp_3")) {
        StoredResponse large = response(id, "a".repeat(99));
        String message =
            failure(ChatFailure.RequestTooLarge.class, () -> store.put(large)).message();
        assertTrue(message.contains("101 bytes") && message.contains(" 100 "), message);
      }
      assertEquals(List.of("resp_1", "resp_2"), found(store, "resp_1", "resp_2", "resp_3"));
      assertUsage(2, 100, 0, store);
    }
  }

  @Test
  default void textsOfAllScriptsAndOfTenMegabytesAreKept() {
    String scripts = "\"\\\u0000\u007f ä中\uD83D\uDE00\uFFFD\u2028\"";
    String large = ("0123456789".repeat(99) + scripts).repeat(10_000);
    try (ResponseStore store = wide()) {
      StoredResponse response =
          new StoredResponse(
              new ResponseKey("Jürgen 中", "resp_\uD83D\uDE00"),
              Optional.of("resp_中"),
              NOON,
              large,
              scripts);
      store.put(response);
      store.put(response("resp_2", large));
      assertEquals(Optional.of(response), store.find(response.key()));
      assertEquals(large, store.find(key("resp_2")).orElseThrow().response());
    }
  }

  @Test
  default void manyThreadsKeepFindAndDeleteAtOnce() throws Exception {
    StoreLimits limits = new StoreLimits(Duration.ofDays(30), 250, 1_000_000);
    try (ResponseStore store = store(limits, new ManualClock());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> users =
          IntStream.range(0, 20)
              .<Callable<Boolean>>mapToObj(user -> () -> use(store, user))
              .toList();
      for (Future<Boolean> used : threads.invokeAll(users)) {
        assertTrue(used.get());
      }
      assertEquals(200, store.usage().responses());
      assertEquals(0, store.usage().evictions());
      assertEquals(
          200,
          IntStream.range(0, 400)
              .filter(i -> store.find(key("resp_" + i / 20 + "_" + i % 20)).isPresent())
              .count());
      assertTrue(store.find(key("resp_shared")).isEmpty());
    }
  }

  /** Keeps twenty, of which the even ones stay. */
  private static boolean use(ResponseStore store, int user) {
    for (int i = 0; i < 20; i++) {
      String id = "resp_" + user + "_" + i;
      store.put(response(id, "first"));
      store.put(response(id, "second"));
      assertEquals("second", store.find(key(id)).orElseThrow().response());
      assertTrue(i % 2 == 0 || store.delete(key(id)));
      store.put(response("resp_shared", id));
      boolean unused = store.delete(key("resp_shared"));
      assertTrue(store.usage().responses() <= 250);
    }
    return true;
  }

  @Test
  default void limitsHoldWhileManyThreadsKeepResponses() throws Exception {
    StoreLimits limits = new StoreLimits(Duration.ofDays(30), 10, 1_000_000);
    try (ResponseStore store = store(limits, new ManualClock());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> keepers =
          IntStream.range(0, 200)
              .<Callable<String>>mapToObj(
                  i ->
                      () -> {
                        store.put(response("resp_" + i, NOON.plusMillis(i), "text"));
                        assertTrue(store.usage().responses() <= 10);
                        return "resp_" + i;
                      })
              .toList();
      for (Future<String> kept : threads.invokeAll(keepers)) {
        assertTrue(kept.get().startsWith("resp_"));
      }
      assertUsage(10, 60, 190, store);
    }
  }

  @Test
  default void aClosedStoreIsUnavailable() {
    ResponseStore store = wide();
    store.put(response("resp_1", "one"));
    store.close();
    store.close();
    failure(ChatFailure.StoreUnavailable.class, () -> store.find(key("resp_1")));
    failure(ChatFailure.StoreUnavailable.class, () -> store.put(response("resp_2", "two")));
    ChatFailure.StoreUnavailable failure =
        failure(ChatFailure.StoreUnavailable.class, () -> store.delete(key("resp_1")));
    assertTrue(failure.retryAfter().isPositive());
  }
}
