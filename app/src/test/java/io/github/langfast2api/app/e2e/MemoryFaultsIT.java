package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A gateway with a heap of 512 MB, for which clients and LangFast have more than it can hold. Each
 * test leaves it alive, with a chat as if nothing had happened, and without an OutOfMemoryError.
 */
@Timeout(300)
class MemoryFaultsIT {

  private static final String SAYING_MUCH = "{\"repeat\":[\"x\",%d]},{\"end\":\"stop\"}";

  private static LangFastServer langFast;
  private static GatewayProcess gateway;

  @BeforeAll
  static void start() throws Exception {
    langFast = LangFastServer.sendingMuch();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    gateway =
        GatewayProcess.start(
            List.of(java, "-Xmx512m", "-jar", System.getProperty("gateway.jar")),
            langFast.settings());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    langFast.close();
  }

  @AfterEach
  void itIsAsItWas() throws Exception {
    try (ChatClient client = new ChatClient(gateway.url())) {
      assertEquals(200, client.ask("say hello").statusCode());
    }
    assertFalse(gateway.output().contains("OutOfMemoryError"), gateway.output());
    assertFalse(gateway.output().contains("ran into a bug"), gateway.output());
  }

  @Test
  void noBodyIsTooMuchForIt() {
    HugeBodies.all().forEach((what, body) -> assertGraceful(what, chat(body.get())));
  }

  @Test
  void norAreSeveralAtOnce() throws Exception {
    List<Callable<RawPost>> posts = new ArrayList<>();
    HugeBodies.all()
        .values()
        .forEach(
            body -> {
              byte[] bytes = body.get();
              posts.add(() -> chat(bytes));
            });
    assertGraceful("all at once", atOnce(posts));
  }

  @Test
  void noCompressedBodyIs() throws Exception {
    byte[] letters = HugeBodies.gzipped(HugeBodies.briefly("a".repeat(8 << 20)));
    byte[] bomb = HugeBodies.bomb(1000);
    assertEquals(413, chat(bomb, "Content-Encoding: gzip\r\n").status());
    List<Callable<RawPost>> posts = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      byte[] body = i % 3 == 0 ? bomb : letters;
      posts.add(() -> chat(body, "Content-Encoding: gzip\r\n"));
    }
    assertGraceful("gzip", atOnce(posts));
  }

  @Test
  void bodiesInChunksAreNot() throws Exception {
    byte[] chunked = HugeBodies.chunked(HugeBodies.briefly("x ".repeat(15 << 20)));
    List<Callable<RawPost>> posts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      posts.add(() -> chat(chunked, "Transfer-Encoding: chunked\r\n"));
    }
    assertGraceful("chunks", atOnce(posts));
  }

  @Test
  void twelveLargePicturesAtOnceAreNot() throws Exception {
    byte[] picture = HugeBodies.picture(15_000_000);
    List<Callable<RawPost>> posts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      posts.add(() -> chat(picture));
    }
    List<RawPost> answers = atOnce(posts);
    assertGraceful("pictures", answers);
    assertTrue(answers.stream().anyMatch(answer -> answer.status() == 200), answers::toString);
  }

  @Test
  void aLongPromptMayHaveManyChoices() {
    RawPost answer = chat(HugeBodies.asking("briefly " + "x".repeat(3 << 20), "\"n\":128"));
    assertGraceful("n", answer);
  }

  @Test
  void noAnswerOfLangFastsIsTooMuch() throws Exception {
    for (boolean stream : new boolean[] {true, false}) {
      List<Callable<RawPost>> posts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int megabytes = i % 2 == 0 ? 20 : 12;
        posts.add(() -> script(stream, SAYING_MUCH, megabytes));
      }
      assertFromLangFast(atOnce(posts));
    }
  }

  @Test
  void norIsAnObjectThatItWritesWhereJsonIsAskedFor() throws Exception {
    List<Callable<RawPost>> posts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      boolean stream = i % 2 == 0;
      posts.add(
          () ->
              script(
                  stream,
                  "{\"say\":\"{\\\"a\\\":\\\"\"},"
                      + SAYING_MUCH.replace("{\"end\"", "{\"say\":\"\\\"}\"},{\"end\""),
                  12,
                  "\"response_format\":{\"type\":\"json_object\"}"));
    }
    assertFromLangFast(atOnce(posts));
  }

  @Test
  void norAreLongCallsThatItWritesAtOnce() throws Exception {
    String opening = "{\"write\":\"<tool_call_@ name=\\\"f\\\">{\\\"a\\\":\\\"\"},";
    String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
    List<Callable<RawPost>> posts = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      boolean stream = i % 2 == 0;
      int megabytes = i % 3 == 0 ? 1 : 4;
      String steps = opening + SAYING_MUCH.replace("{\"end\"", "{\"pause\":2000},{\"end\"");
      posts.add(() -> script(stream, steps, megabytes, tools));
    }
    assertFromLangFast(atOnce(posts));
  }

  @Test
  void norAreManyValuesThatAreCheckedAtOnce() throws Exception {
    String format =
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"strict\":true,"
            + "\"schema\":{\"type\":\"object\"}}}";
    List<Callable<RawPost>> posts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      boolean stream = i % 2 == 0;
      posts.add(
          () ->
              script(
                  stream,
                  "{\"say\":\"{\\\"a\\\":[\"},"
                      + "{\"repeat\":[\"[],\",%d]},{\"say\":\"1]}\"},{\"end\":\"stop\"}",
                  1,
                  format));
    }
    assertFromLangFast(atOnce(posts));
  }

  @Test
  void norIsAnythingElseThatItSends() throws Exception {
    for (String member : List.of("error", "executionId", "status", "finish_reason", "foreign")) {
      assertFromLangFast(
          List.of(
              script(
                  false,
                  "{\"say\":\"hi\"},{\"long\":[\"" + member + "\",%d]},{\"end\":\"stop\"}",
                  30)));
    }
    assertFromLangFast(
        List.of(script(false, "{\"longText\":%d},{\"say\":\"hi\"},{\"end\":\"stop\"}", 20)));
  }

  @Test
  void norIsAllOfItAtOnce() throws Exception {
    byte[] letters = HugeBodies.gzipped(HugeBodies.briefly("a".repeat(8 << 20)));
    byte[] picture = HugeBodies.picture(6_000_000);
    byte[] choices = HugeBodies.asking("briefly " + "x".repeat(1 << 20), "\"n\":32");
    List<Callable<RawPost>> posts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      posts.add(() -> chat(letters, "Content-Encoding: gzip\r\n"));
      posts.add(() -> chat(picture));
      posts.add(() -> chat(choices));
      posts.add(() -> script(true, SAYING_MUCH, 12));
      posts.add(() -> script(false, SAYING_MUCH, 12));
    }
    assertFromLangFast(atOnce(posts));
  }

  private static RawPost script(boolean stream, String steps, int megabytes, String... members) {
    String script = "{\"steps\":[" + steps.formatted(megabytes * 1_000_000) + "]}";
    List<String> asked = new ArrayList<>(List.of(members));
    asked.add("\"stream\":" + stream);
    return chat(
        HugeBodies.asking(
            script.replace("\\", "\\\\").replace("\"", "\\\""), asked.toArray(String[]::new)));
  }

  private static RawPost chat(byte[] body, String... headers) {
    return RawPost.chat(gateway.url(), body, headers);
  }

  private static List<RawPost> atOnce(List<Callable<RawPost>> posts) throws Exception {
    List<RawPost> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<RawPost> answer : threads.invokeAll(posts)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private static void assertGraceful(String what, List<RawPost> answers) {
    answers.forEach(answer -> assertGraceful(what, answer));
  }

  private static void assertGraceful(String what, RawPost answer) {
    assertTrue(answer.isGraceful(), () -> what + ": " + answer + "\n" + gateway.output());
  }

  /** LangFast's faults are told as such, with 502. */
  private static void assertFromLangFast(List<RawPost> answers) {
    for (RawPost answer : answers) {
      assertTrue(
          answer.isGraceful() || answer.status() == 502 || answer.status() == 504,
          () -> answer + "\n" + gateway.output());
    }
  }
}
