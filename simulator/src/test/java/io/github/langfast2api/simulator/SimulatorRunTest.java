package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorRunTest {
  private final Simulator simulator = Simulator.start();
  private final Peer peer = Peer.signedUp(simulator);

  @AfterEach
  void close() {
    peer.close();
    simulator.close();
  }

  @Test
  void whatIsSaidAccumulates() {
    simulator.play("hello", RunScript.saying("He", "y"));
    PeerSocket socket = peer.connect();
    String job = peer.run("hello");
    JsonObject first = socket.chunk();
    JsonObject second = socket.chunk();
    JsonObject last = socket.chunk();

    assertEquals(job, first.getString("executionId"));
    assertEquals("in_progress", first.getString("status"));
    assertTrue(first.isNull("finish_reason"));
    assertEquals("He", first.getString("content"));
    assertEquals("Hey", second.getString("content"));
    assertEquals("completed", last.getString("status"));
    assertEquals("stop", last.getString("finish_reason"));
    assertEquals("Hey", last.getString("content"));
  }

  @Test
  void theContentCanBeRewritten() {
    simulator.play(
        "x",
        RunScript.of(
            RunStep.say("wrong"),
            RunStep.show("right"),
            RunStep.say("!"),
            RunStep.complete("stop")));
    PeerSocket socket = peer.connect();
    peer.run("x");

    assertEquals("wrong", socket.chunk().getString("content"));
    assertEquals("right", socket.chunk().getString("content"));
    assertEquals("right!", socket.lastChunk().getString("content"));
  }

  @Test
  void halfASurrogatePairIsEscapedOnTheWire() {
    simulator.play("x", RunScript.saying("a\ud83d", "\ude00\"\\\n\u0001"));
    PeerSocket socket = peer.connect();
    peer.run("x");
    String half = socket.next();

    assertTrue(half.contains("\"content\":\"a\\ud83d\""), half);
    assertEquals("a\ud83d\ude00\"\\\n\u0001", socket.chunk().getString("content"));
  }

  @Test
  void eventsCanOvertakeTheAnswerThatNamesTheJob() {
    simulator.play(
        "x",
        new RunScript(
            List.of(RunStep.say("a"), RunStep.hold()), List.of(RunStep.complete("stop"))));
    PeerSocket socket = peer.connect();
    CompletableFuture<Void> call =
        CompletableFuture.runAsync(
            () -> peer.runWith("\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"));

    assertEquals("a", socket.chunk().getString("content"));
    assertFalse(call.isDone());
  }

  @Test
  void theContentGoesOnFromBeforeTheRunWasAccepted() {
    simulator.play(
        "x",
        new RunScript(
            List.of(RunStep.say("a")), List.of(RunStep.say("b"), RunStep.complete("length"))));
    PeerSocket socket = peer.connect();
    peer.run("x");

    assertEquals("ab", socket.lastChunk().getString("content"));
  }

  @Test
  void aPacketIsSentAsItIsWithTheJobFilledIn() {
    simulator.play(
        "x", RunScript.of(RunStep.packet("42[\"completion_finished\",{\"id\":\"{job}\"}]")));
    PeerSocket socket = peer.connect();
    String job = peer.run("x");

    assertEquals("42[\"completion_finished\",{\"id\":\"" + job + "\"}]", socket.next());
  }

  @Test
  void aRunCanFail() {
    simulator.play("x", RunScript.of(RunStep.say("so far"), RunStep.fail("no \"luck\"")));
    PeerSocket socket = peer.connect();
    peer.run("x");
    JsonObject last = socket.lastChunk();

    assertEquals("failed", last.getString("status"));
    assertEquals("no \"luck\"", last.getString("error"));
  }

  @Test
  void stepsAfterTheEndOfARunArePlayed() {
    simulator.play(
        "x", RunScript.of(RunStep.complete("stop"), RunStep.say("late"), RunStep.complete("stop")));
    PeerSocket socket = peer.connect();
    peer.run("x");

    assertEquals("completed", socket.chunk().getString("status"));
    assertEquals("late", socket.chunk().getString("content"));
    assertEquals("completed", socket.chunk().getString("status"));
  }

  @Test
  void allSocketsOfTheUserGetTheEventsAndNobodyElse() {
    simulator.play("x", RunScript.saying("mine"));
    simulator.play("y", RunScript.saying("yours"));
    PeerSocket one = peer.connect();
    PeerSocket two = peer.connect();
    try (Peer other = Peer.signedUp(simulator)) {
      PeerSocket third = other.connect();
      peer.run("x");
      other.run("y");

      assertEquals("mine", one.chunk().getString("content"));
      assertEquals("mine", two.chunk().getString("content"));
      assertEquals("yours", third.chunk().getString("content"));
    }
  }

  @Test
  void dropCutsTheUsersSocketsAndWhatFollowsIsLost() {
    simulator.play("x", RunScript.of(RunStep.say("a"), RunStep.drop(), RunStep.complete("stop")));
    simulator.play("y", RunScript.saying("after"));
    try (RawSocket socket = peer.connectRaw()) {
      peer.run("x");
      assertTrue(socket.readFrame().contains("in_progress"));
      assertTrue(socket.isAtEnd());
    }

    PeerSocket again = peer.connect();
    peer.run("y");
    assertEquals("after", again.chunk().getString("content"));
  }

  @Test
  void theMetaOfTheRunOverridesThatOfThePrompt() {
    simulator.play("stored", RunScript.saying("from the prompt"));
    simulator.play("new", RunScript.saying("from the run"));
    PeerSocket socket = peer.connect();
    String prompt = peer.createPrompt().body().replace("\"", "");
    peer.startRun(prompt, ",\"test_cases\":[]");
    assertEquals("from the prompt", socket.lastChunk().getString("content"));

    peer.run("new");
    assertEquals("from the run", socket.lastChunk().getString("content"));
  }

  @Test
  void theTextPartsOfTheLastUserMessageCount() {
    simulator.play("one\ntwo", RunScript.saying("found"));
    PeerSocket socket = peer.connect();
    peer.runWith(
        """
        "messages":[{"role":"user","content":"older"},{"role":"user","content":[\
        {"type":"text","text":"one"},{"type":"image_url","image_url":{"url":"data:,"}},\
        {"type":"text","text":"two"}]},{"role":"assistant","content":"newer"}]\
        """);

    assertEquals("found", socket.lastChunk().getString("content"));
  }

  @Test
  void variablesAreFilledInAndVanishWhereTheyHaveNoValue() {
    simulator.play("1 {{b}}  {{}}", RunScript.saying("found"));
    PeerSocket socket = peer.connect();
    peer.runWith(
        "\"messages\":[{\"role\":\"user\",\"content\":\"{{a}} {{ b }} {{c}} {{}}\"}]",
        """
        [{"name":"case","variables":[{"name":"a","value":"1"},{"name":"b","value":"{{b}}"}]}]\
        """);

    assertEquals("found", socket.lastChunk().getString("content"));
  }

  @Test
  void closeEndsWhatPausesAndWhatHolds() {
    simulator.play("pause", RunScript.of(RunStep.say("a"), RunStep.pause(Duration.ofDays(1))));
    simulator.play("hold", RunScript.of(RunStep.say("a"), RunStep.hold()));
    PeerSocket socket = peer.connect();
    peer.run("pause");
    peer.run("hold");
    socket.chunk();
    socket.chunk();

    simulator.close(); // It waits for every thread.
    simulator.close();
    assertEquals(0, simulator.sockets());
  }

  @Test
  void closeEndsWhatIsBlockedByAClientThatDoesNotRead() {
    simulator.play("x", RunScript.saying("x".repeat(20_000_000)));
    RawSocket mute = peer.connectRaw();
    peer.run("x");
    simulator.close();

    assertEquals(0, simulator.sockets());
    mute.close();
  }
}
