package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two instances under load, for a while, while Redis stands still, dies, is emptied, is full or
 * refuses writes, instances are killed, and sessions at LangFast end: answers are whole or told,
 * and what is told to be stored is found at any instance. {@code -Dsoak.seconds} says for how long.
 */
@Timeout(1800)
class SharedSoakIT {

  private static final int CLIENTS = 12;
  private static final long SECONDS = Long.getLong("soak.seconds", 20);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
  private static final int SESSION_SECONDS = 10;

  /** How often Redis lost what it had. */
  private final AtomicInteger losses = new AtomicInteger();

  private final AtomicReferenceArray<GatewayProcess> instances = new AtomicReferenceArray<>(2);
  private final Set<GatewayProcess> killed = ConcurrentHashMap.newKeySet();

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @Test
  void answersAreWholeOrToldWhileRedisAndInstancesBreak() throws Exception {
    try (SharedStage stage = SharedStage.withSessionsOf(SESSION_SECONDS)) {
      instances.set(0, stage.instance());
      instances.set(1, stage.instance());
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      Map<String, Integer> outcomes = new TreeMap<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<List<String>>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          RandomGenerator random = random(SEED + i);
          boolean streams = i % 2 == 0;
          clients.add(threads.submit(() -> streams ? stream(random, end) : converse(random, end)));
        }
        breakThings(stage, random(SEED - 1), end);
        for (Future<List<String>> client : clients) {
          client.get().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
        }
      }
      assertSharesAgain();
      int signIns = stage.langFast().count("password");
      int refreshes = stage.langFast().count("refresh");
      String report =
          "shared soak of %d s with seed %d: %s, %d sign-ins, %d refreshes"
              .formatted(SECONDS, SEED, outcomes, signIns, refreshes);
      System.out.println(report);
      Files.writeString(Path.of("target", "shared-soak.txt"), report);
      assertTrue(outcomes.keySet().stream().noneMatch(kind -> kind.startsWith("WRONG")), report);
      assertTrue(outcomes.getOrDefault("whole", 0) > 0, report);
      assertTrue(outcomes.getOrDefault("went on", 0) > 0, report);
      assertEquals(0, stage.langFast().count("revoked"), report);
    }
  }

  private void breakThings(SharedStage stage, RandomGenerator random, long end) throws Exception {
    while (System.nanoTime() - end < 0) {
      switch (random.nextInt(7)) {
        case 0 -> {
          stage.redis().pause();
          Moments.pass(Duration.ofMillis(100 + random.nextInt(2000)));
          stage.redis().resume();
        }
        case 1 -> {
          losses.incrementAndGet();
          stage.redis().kill();
          Moments.pass(Duration.ofMillis(random.nextInt(2000)));
          stage.redis().restart();
          losses.incrementAndGet();
        }
        case 2 -> {
          losses.incrementAndGet();
          stage.redis().command("FLUSHALL");
          losses.incrementAndGet();
        }
        case 3 -> {
          stage.redis().command("CONFIG", "SET", "maxmemory", "1");
          Moments.pass(Duration.ofMillis(random.nextInt(2000)));
          stage.redis().command("CONFIG", "SET", "maxmemory", "0");
        }
        case 4 -> {
          stage.redis().command("REPLICAOF", "127.0.0.1", "1");
          Moments.pass(Duration.ofMillis(random.nextInt(2000)));
          stage.redis().command("REPLICAOF", "NO", "ONE");
        }
        case 5 -> {
          int place = random.nextInt(2);
          killed.add(instances.get(place));
          instances.get(place).kill();
          instances.set(place, stage.instance());
        }
        default -> {} // and now and then nothing
      }
      Moments.pass(Duration.ofMillis(random.nextInt(4000)));
    }
  }

  private void assertSharesAgain() {
    for (int i = 0; i < 2; i++) {
      try (JsonCalls calls = new JsonCalls(instances.get(i).url(), SharedStage.WIDE)) {
        Moments.until(
            "it shares again",
            () -> JsonCalls.json(calls.respond("say again", "")).getBoolean("store", false));
      }
    }
  }

  private GatewayProcess any(RandomGenerator random) {
    return instances.get(random.nextInt(2));
  }

  /**
   * Streams that must be whole, end with an error, or break off where their instance was killed.
   */
  private List<String> stream(RandomGenerator random, long end) {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; System.nanoTime() - end < 0; i++) {
      GatewayProcess instance = any(random);
      String words = "stream %d of %d".formatted(i, random.nextInt());
      String script =
          "{\"steps\": [{\"say\": \"%s\"}, {\"pause\": %d}, {\"say\": \", the end\"},"
                  .formatted(words, random.nextInt(400))
              + " {\"end\": \"stop\"}]}";
      try (ChatClient client = new ChatClient(instance.url(), SharedStage.WIDE);
          ChatClient.Stream stream = client.stream(script)) {
        String rest = stream.rest();
        boolean done = rest.contains("data: [DONE]");
        boolean whole = rest.contains(words) && rest.contains(", the end");
        boolean told = rest.contains("\"error\"");
        outcomes.add(
            done && whole ? "whole" : told && !whole ? "told" : "WRONG: " + words + ": " + rest);
      } catch (IOException | UncheckedIOException e) {
        outcomes.add(isGone(instance) ? "killed" : "WRONG: cut off: " + e);
      } catch (AssertionError e) {
        // The status that it has instead of a stream.
        String message = String.valueOf(e.getMessage());
        outcomes.add(
            message.startsWith("503 ") || message.startsWith("502 ") ? "told" : "WRONG: " + e);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
    return outcomes;
  }

  private boolean isGone(GatewayProcess instance) {
    return killed.contains(instance);
  }

  /**
   * Conversations that go on at any instance as long as their last response was told to be kept.
   */
  private List<String> converse(RandomGenerator random, long end) {
    List<String> outcomes = new ArrayList<>();
    String previous = "";
    int lossesBefore = losses.get();
    while (System.nanoTime() - end < 0) {
      GatewayProcess instance = any(random);
      int lossesNow = losses.get();
      try (JsonCalls calls = new JsonCalls(instance.url(), SharedStage.WIDE)) {
        HttpResponse<String> answer = calls.respond("say turn", previous);
        boolean lost = losses.get() != lossesBefore;
        outcomes.add(judge(answer, !previous.isEmpty(), lost));
        boolean kept = answer.statusCode() == 200 && JsonCalls.json(answer).getBoolean("store");
        previous = kept ? JsonCalls.json(answer).getString("id") : "";
        lossesBefore = lossesNow;
      } catch (AssertionError e) {
        outcomes.add(isGone(instance) ? "killed" : "WRONG: cut off: " + e.getCause());
        previous = "";
      }
      Moments.pass(Duration.ofMillis(random.nextInt(100)));
    }
    return outcomes;
  }

  private static String judge(HttpResponse<String> answer, boolean goesOn, boolean lost) {
    return switch (answer.statusCode()) {
      case 200 -> goesOn ? "went on" : "begun";
      case 400 ->
          lost && answer.body().contains("previous_response_not_found")
              ? "lost and told"
              : "WRONG: " + answer.body();
      case 502 -> "told";
      case 503 ->
          answer.headers().firstValue("retry-after").isPresent()
              ? "told"
              : "WRONG: no retry-after: " + answer.body();
      default -> "WRONG: " + answer.statusCode() + " " + answer.body();
    };
  }
}
