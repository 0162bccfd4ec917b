package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.ports.contract.Answer;
import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.DigestKeyring;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of requests that somebody broke, and an answer of the contract to each. */
@ServerTest
@Timeout(600)
class FuzzTest {

  private static final ScriptedBackend BACKEND = new ScriptedBackend();
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final byte[] LAST =
      FuzzSeeds.get("/v1/models/gpt-5", "Connection: close").getBytes(StandardCharsets.UTF_8);

  private final Set<Integer> statuses = new ConcurrentSkipListSet<>();
  private final Warnings warnings = new Warnings();
  private final int port;

  FuzzTest(URI uri) {
    this.port = uri.getPort();
  }

  @SetUpServer
  static void server(WebServerConfig.Builder server) {
    BACKEND.play("long", Script.saying("a", "\ud83d\ude00", "b").finish(FinishReason.LENGTH));
    HttpSettings settings =
        new HttpSettings(
            DigestKeyring.of(Map.of(FuzzSeeds.KEY, ApiClient.unlimited("fuzz"))),
            100_000,
            false,
            Answer.EVER,
            Duration.ofSeconds(10),
            false);
    Gateway.configure(server, BACKEND, settings);
  }

  @BeforeEach
  void listen() {
    warnings.listen();
  }

  /** Whatever was sent, the next client finds the server as it was. */
  @AfterEach
  void theServerIsAsItWas() throws IOException {
    warnings.close();
    assertEquals(List.of(), warnings.heard());
    try (Wire wire = Wire.to(port)) {
      String good = FuzzSeeds.chat(FuzzSeeds.BODIES.getFirst());
      assertEquals(200, next(wire.send(good)).status());
    }
    Moments.until("nothing is held", () -> BACKEND.held() == 0);
  }

  @Test
  void everyMutatedBodyIsAnsweredByTheContract() {
    Fuzz fuzz = Fuzz.settings(6_000);
    Wire wire = Wire.to(port);
    for (int i = 0; i < fuzz.requests(); i++) {
      Random random = fuzz.random(i);
      String body = MutatedJson.of(any(FuzzSeeds.BODIES, random), random);
      byte[] request = FuzzSeeds.request(body, random);
      try {
        RawAnswer answer = next(wire.send(request));
        check(answer, false);
        if (answer.header("connection").equals(Optional.of("close"))) {
          assertEquals(Optional.empty(), RawAnswer.read(wire.input()), "more after the end");
          wire.close();
          wire = Wire.to(port);
        }
      } catch (IOException | RuntimeException | AssertionError e) {
        throw fuzz.failure(i, body, e);
      }
    }
    wire.close();
    assertTrue(statuses.containsAll(Set.of(200, 400, 404)), statuses.toString());
  }

  @Test
  void everyMutatedByteIsAnsweredByTheContract() throws InterruptedException {
    Fuzz fuzz = Fuzz.settings(3_000);
    ThreadFactory threads = Thread.ofVirtual().factory();
    try (ExecutorService clients = Executors.newFixedThreadPool(32, threads)) {
      List<Future<?>> exchanges = new ArrayList<>();
      IntStream.range(0, fuzz.requests())
          .forEach(number -> exchanges.add(clients.submit(() -> exchange(fuzz, number))));
      for (Future<?> exchange : exchanges) {
        var unused = exchange.get();
      }
    } catch (ExecutionException e) {
      throw (AssertionError) e.getCause();
    }
    assertTrue(statuses.containsAll(Set.of(200, 400, 401, 404, 415)), statuses.toString());
  }

  private void exchange(Fuzz fuzz, int number) {
    Random random = fuzz.random(number);
    byte[] request = MutatedBytes.of(any(FuzzSeeds.REQUESTS, random), random);
    try (Wire wire = Wire.to(port)) {
      Wire.Heard heard = wire.send(FuzzSeeds.joined(request, LAST)).hear(QUIET);
      check(heard, FuzzSeeds.showsKeyElsewhere(request));
    } catch (IOException | RuntimeException | AssertionError e) {
      throw fuzz.failure(number, new String(request, StandardCharsets.UTF_8), e);
    }
  }

  /** Who left in the middle may miss the rest. Who did not is told something, and all of it. */
  private void check(Wire.Heard heard, boolean mayShowKey) throws IOException {
    try {
      Optional<RawAnswer> answer = RawAnswer.read(heard.bytes());
      assertTrue(answer.isPresent() || !heard.ended(), "no answer");
      while (answer.isPresent()) {
        check(answer.get(), mayShowKey);
        answer = RawAnswer.read(heard.bytes());
      }
    } catch (EOFException e) {
      if (heard.ended()) {
        throw e;
      }
    }
  }

  /** No mutation is the server's or the upstream's fault. */
  private void check(RawAnswer answer, boolean mayShowKey) {
    AnswerContract.check(answer);
    statuses.add(answer.status());
    assertTrue(
        answer.status() < 500 || Set.of(501, 505).contains(answer.status()), "5xx " + answer);
    assertTrue(mayShowKey || !answer.toString().contains(FuzzSeeds.KEY), "the key: " + answer);
  }

  private static RawAnswer next(Wire wire) throws IOException {
    return RawAnswer.read(wire.input()).orElseThrow(() -> new AssertionError("no answer"));
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
