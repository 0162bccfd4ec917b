package io.github.langfast2api.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two instances on one account behind a real nginx, with the configuration of the documentation.
 */
@Timeout(120)
class BehindNginxIT {

  private static final String HELD =
      "{\"steps\": [{\"say\": \"the first \"}, {\"hold\": 1}, {\"say\": \"and the last\"},"
          + " {\"end\": \"stop\"}]}";
  private static final String ACCEPTED_LATE =
      "{\"before\": [{\"hold\": 1}], \"steps\": [{\"say\": \"at last\"}, {\"end\": \"stop\"}]}";

  private LangFastServer langFast;
  private GatewayProcess first;
  private GatewayProcess second;

  @BeforeEach
  void start() throws Exception {
    langFast = LangFastServer.start();
    first = GatewayProcess.start(langFast.settings());
    second = GatewayProcess.start(langFast.settings());
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
    langFast.close();
  }

  @Test
  void aPieceIsReadBeforeTheNextIsSaid() throws Exception {
    try (Nginx nginx = Nginx.start(first.url(), second.url());
        ChatClient client = new ChatClient(nginx.url());
        ChatClient.Stream stream = client.stream(HELD)) {
      stream.readTo("the first ");
      assertEquals(1, held());
      langFast.release();
      assertWhole(stream.rest());
    }
  }

  @Test
  void bothInstancesServe() throws Exception {
    try (Nginx nginx = Nginx.start(first.url(), second.url());
        ChatClient client = new ChatClient(nginx.url())) {
      List<ChatClient.Stream> streams = open(client, 6);
      langFast.release();
      for (ChatClient.Stream stream : streams) {
        assertWhole(stream.rest());
        stream.close();
      }
      Moments.until("nginx has noted all", () -> choices(nginx).size() == 6);
      assertEquals(2, choices(nginx).stream().distinct().count(), () -> choices(nginx).toString());
    }
  }

  @Test
  void anInstanceThatIsGoneIsPassedBy() throws Exception {
    try (Nginx nginx = Nginx.start(first.url(), second.url());
        ChatClient client = new ChatClient(nginx.url())) {
      first.kill();
      for (int i = 0; i < 10; i++) {
        assertAnswered(client.ask("say here I am"));
      }
    }
  }

  @Test
  void aRequestWhoseInstanceDiesIsNotRepeated() throws Exception {
    try (Nginx nginx = Nginx.start(first.url(), second.url());
        ChatClient client = new ChatClient(nginx.url());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // One for each instance, which has asked for its run and has not heard that it is taken on.
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 1; i <= 2; i++) {
        int asked = i;
        answers.add(threads.submit(() -> client.ask(ACCEPTED_LATE)));
        Moments.until("the run is asked for", () -> held() == asked);
      }
      first.kill();
      Moments.until("one is lost", () -> answers.stream().anyMatch(Future::isDone));
      assertEquals(2, langFast.count("startRun"));
      langFast.release();
      List<HttpResponse<String>> told = List.of(answers.get(0).get(), answers.get(1).get());
      assertEquals(
          List.of(200, 502), told.stream().map(HttpResponse::statusCode).sorted().toList());
      HttpResponse<String> lost = told.get(told.get(0).statusCode() == 502 ? 0 : 1);
      assertEquals("false", lost.headers().firstValue("x-should-retry").orElseThrow());
      assertTrue(lost.body().contains("\"upstream_error\""), lost::body);
    }
  }

  @Test
  void nothingIsLostWhenAnInstanceIsStopped() throws Exception {
    try (Nginx nginx = Nginx.start(first.url(), second.url());
        ChatClient client = new ChatClient(nginx.url());
        ChatClient stopping = new ChatClient(first.url())) {
      List<ChatClient.Stream> streams = open(client, 8);
      first.askToStop();
      Moments.until("it is not ready", () -> stopping.status("/health/ready") != 200);
      for (int i = 0; i < 10; i++) {
        assertAnswered(client.ask("say here I am"));
      }
      assertEquals(8, held());
      langFast.release();
      for (ChatClient.Stream stream : streams) {
        assertWhole(stream.rest());
        stream.close();
      }
      first.awaitExit();
      assertFalse(first.output().contains("Exception"), first.output());
      Moments.until("nginx has noted all", () -> choices(nginx).size() == 18);
      String stopped = first.url().substring("http://".length());
      assertTrue(choices(nginx).contains(stopped), "the stopped one had streams");
    }
  }

  @Test
  void aRequestThatAnInstanceRefusesGoesToTheOther() throws Exception {
    try (Refusing refusing = new Refusing();
        Nginx nginx = Nginx.start(refusing.url(), second.url());
        ChatClient client = new ChatClient(nginx.url())) {
      for (int i = 0; i < 10; i++) {
        assertAnswered(client.ask("say here I am"));
      }
      Moments.until("nginx has noted all", () -> choices(nginx).size() == 10);
      String both = refusing.authority() + ", " + second.url().substring("http://".length());
      assertTrue(choices(nginx).contains(both), () -> choices(nginx).toString());
    }
  }

  @Test
  void whereAllRefuseTheClientHearsWhy() throws Exception {
    try (Refusing one = new Refusing();
        Refusing other = new Refusing();
        Nginx nginx = Nginx.start(one.url(), other.url());
        ChatClient client = new ChatClient(nginx.url())) {
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> answer = client.ask("say anything");
        assertEquals(503, answer.statusCode());
        assertEquals("no room", answer.body());
        assertEquals("7", answer.headers().firstValue("retry-after").orElseThrow());
      }
    }
  }

  /** An instance that has no room. */
  private static final class Refusing implements AutoCloseable {

    private final HttpServer server;

    Refusing() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = "no room".getBytes(UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("retry-after", "7");
            exchange.sendResponseHeaders(503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    String authority() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
      return "http://" + authority();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** Streams whose first piece has been read, and whose last is not said before it is released. */
  private List<ChatClient.Stream> open(ChatClient client, int count) throws Exception {
    List<ChatClient.Stream> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ChatClient.Stream stream = client.stream(HELD);
      stream.readTo("the first ");
      streams.add(stream);
    }
    assertEquals(count, held());
    return streams;
  }

  private int held() {
    try {
      return langFast.count("held");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no count", e);
    }
  }

  private static List<String> choices(Nginx nginx) {
    try {
      return nginx.choices();
    } catch (IOException e) {
      throw new AssertionError("no log", e);
    }
  }

  private static void assertWhole(String rest) {
    assertTrue(rest.contains("and the last") && rest.contains("data: [DONE]"), rest);
  }

  private static void assertAnswered(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(answer.body().contains("here I am"), answer::body);
  }
}
