package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatBackend;
import io.github.langfast2api.langfast.Credentials;
import io.github.langfast2api.langfast.LangFastBackend;
import io.github.langfast2api.langfast.LangFastSettings;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.resilience.DeadlineBackend;
import io.github.langfast2api.ports.resilience.Deadlines;
import io.github.langfast2api.ports.resilience.RetryBackend;
import io.github.langfast2api.ports.resilience.RetryPolicy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many clients at once, for a while, while everything that can break breaks: an answer is whole or
 * says that it is not, none is another's, and nothing is left behind. {@code -Dsoak.seconds} says
 * for how long.
 */
@Timeout(1800)
class SoakIT {

  private static final int CLIENTS = 24;
  private static final long SECONDS = Long.getLong("soak.seconds", 20);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
  private static final LangFastSettings.Timeouts TIMEOUTS =
      new LangFastSettings.Timeouts(
          Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(2));
  private static final Deadlines DEADLINES =
      new Deadlines(Duration.ofSeconds(6), Duration.ofSeconds(6), Duration.ofSeconds(20));

  @Test
  void nothingIsLostOrMixedOrLeftBehindWhileEverythingBreaks() throws Exception {
    try (LangFastServer server = LangFastServer.start()) {
      Map<String, Integer> outcomes = new TreeMap<>();
      URI uri = URI.create(server.url());
      Credentials account = new Credentials.Account("operator@example.org", "correct horse");
      try (LangFastBackend langFast =
          new LangFastBackend(
              LangFastSettings.of(uri, uri, "anon-key-of-the-test", account)
                  .withTimeouts(TIMEOUTS))) {
        for (String outcome : run(langFast, server)) {
          outcomes.merge(outcome, 1, Integer::sum);
        }
        Moments.until("nothing is held", () -> langFast.runs() == 0);
      }
      Moments.until("no thread is left", () -> threads().isEmpty());
      String report = "soak of %d s with seed %d: %s".formatted(SECONDS, SEED, outcomes);
      System.out.println(report);
      Files.writeString(Path.of("target", "soak.txt"), report);
      assertEquals(0, server.count("sockets"), "sockets are left");
      assertTrue(outcomes.getOrDefault("whole", 0) > 0, report);
      assertTrue(outcomes.keySet().stream().noneMatch(kind -> kind.startsWith("WRONG")), report);
    }
  }

  private static List<String> run(LangFastBackend langFast, LangFastServer server)
      throws Exception {
    ChatBackend backend =
        new DeadlineBackend(new RetryBackend(langFast, RetryPolicy.DEFAULT), DEADLINES);
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    List<Future<List<String>>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + i);
        clients.add(threads.submit(() -> client(backend, random, end)));
      }
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED - 1);
      while (System.nanoTime() - end < 0) {
        server.spoil(SoakScript.faults(random));
        Moments.pass(Duration.ofMillis(200));
      }
      server.spoil("[]");
    }
    List<String> outcomes = new ArrayList<>();
    for (Future<List<String>> client : clients) {
      outcomes.addAll(client.get());
    }
    return outcomes;
  }

  private static List<String> client(ChatBackend backend, RandomGenerator random, long end) {
    List<String> outcomes = new ArrayList<>();
    while (System.nanoTime() - end < 0) {
      SoakScript script = SoakScript.random(random);
      Answer answer = Answer.of(backend, script.json());
      outcomes.add(script.judge(answer));
      if (script.drops()) {
        outcomes.add("(drops injected)");
      }
    }
    return outcomes;
  }

  /** The names of the adapter's threads that still live, virtual ones too. */
  private static List<String> threads() {
    try {
      Path dump = Files.createTempDirectory(Path.of("target"), "threads").resolve("dump.json");
      java.lang.management.ManagementFactory.getPlatformMXBean(
              com.sun.management.HotSpotDiagnosticMXBean.class)
          .dumpThreads(
              dump.toAbsolutePath().toString(),
              com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      try (var lines = Files.lines(dump)) {
        return lines.filter(line -> line.matches("#\\d+ \"langfast-.*")).toList();
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
