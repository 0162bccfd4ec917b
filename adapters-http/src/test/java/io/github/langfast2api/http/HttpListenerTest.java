package io.github.langfast2api.http;

import static io.github.langfast2api.http.Requests.asking;
import static io.github.langfast2api.http.Requests.streaming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.ports.contract.Moments;
import io.github.langfast2api.ports.contract.Script;
import io.github.langfast2api.ports.contract.ScriptedBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HttpListenerTest {

  private static final int MAX = 8;

  private final ScriptedBackend scripted = new ScriptedBackend();

  private Gateway gateway() {
    return Gateway.of(scripted, HttpSettings.DEFAULTS, WebAccess.UNRESTRICTED, MAX);
  }

  private static void assertAnswered(Wire wire) {
    String answer = wire.send(Wire.get("/v1/models")).readThrough("}]}");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
  }

  private static List<Wire> silent(Gateway gateway, int count) {
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      wires.add(gateway.wire());
    }
    return wires;
  }

  @Test
  void whoConnectsWhenAllPlacesAreTakenGetsThatOfASilentClient() {
    try (Gateway gateway = gateway()) {
      List<Wire> silent = silent(gateway, 5 * MAX);
      for (int i = 0; i < 3; i++) {
        try (Wire wire = gateway.wire()) {
          assertAnswered(wire);
        }
      }
      silent.forEach(Wire::close);
      try (Wire wire = gateway.wire()) {
        assertAnswered(wire);
      }
    }
  }

  @Test
  void whoHasWaitedLongestIsClosed() {
    try (Gateway gateway = gateway();
        Wire first = gateway.wire();
        Wire second = gateway.wire()) {
      assertAnswered(first);
      assertAnswered(second);
      assertAnswered(first);
      List<Wire> others = silent(gateway, MAX - 2);
      try (Wire more = gateway.wire()) {
        assertAnswered(more);
        assertTrue(second.endsWithoutAnswer(), "the one that waits longest is not closed");
        assertAnswered(first);
      }
      others.forEach(Wire::close);
    }
  }

  @Test
  void whoIsAnsweredIsNotClosed() {
    scripted.play("held", Script.saying("a").hold());
    try (Gateway gateway = gateway();
        Wire stream = gateway.wire()) {
      stream.send(Wire.chat(streaming("held"))).readThrough("\"content\":\"a\"");
      List<Wire> silent = silent(gateway, 3 * MAX);
      try (Wire wire = gateway.wire()) {
        assertAnswered(wire);
      }
      assertEquals(1, scripted.held());
      silent.forEach(Wire::close);
    }
  }

  @Test
  void whoHasBegunARequestIsClosedAfterThoseThatHaveNot() {
    try (Gateway gateway = gateway()) {
      String body = asking("hi");
      Wire begun = gateway.wire().send(Wire.chat(body, "Expect: 100-continue").replace(body, ""));
      begun.readThrough("100 Continue\r\n\r\n");
      List<Wire> silent = silent(gateway, MAX);
      try (Wire wire = gateway.wire()) {
        assertAnswered(wire);
        begun.send(body).readThrough("}]}");
        begun.close();
      }
      silent.forEach(Wire::close);
    }
  }

  @Test
  void unfinishedRequestsDoNotKeepOthersOut() {
    try (Gateway gateway = gateway()) {
      List<Wire> unfinished = silent(gateway, 2 * MAX);
      unfinished.forEach(wire -> wire.takes("GET / HTTP/1.1\r\n"));
      try (Wire wire = gateway.wire()) {
        assertAnswered(wire);
      }
      unfinished.forEach(Wire::close);
    }
  }

  @Test
  void whoeverIsAnsweredKeepsItsPlaceAndTheNextWaitsForOne() {
    scripted.play("held", Script.saying("a").hold());
    try (Gateway gateway = gateway()) {
      List<Wire> streams = silent(gateway, MAX);
      for (Wire stream : streams) {
        stream.send(Wire.chat(streaming("held"))).readThrough("\"content\":\"a\"");
      }
      try (Wire wire = gateway.wire()) {
        wire.send(Wire.get("/v1/models"));
        assertEquals(MAX, scripted.held());
        streams.getFirst().close();
        wire.readThrough("}]}");
      }
      streams.forEach(Wire::close);
    }
  }

  @Test
  void aListenerWhosePortIsClosedUnderItComesBack() {
    try (Gateway gateway = gateway();
        Wire before = gateway.wire()) {
      assertAnswered(before);
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals("http-listener-" + gateway.port())) {
          thread.interrupt();
        }
      }
      Moments.until("it listens again", gateway::isListening);
      try (Wire wire = gateway.wire()) {
        assertAnswered(wire);
      }
    }
  }

  @Test
  void aListenerThatIsStoppedDoesNotListen() {
    Gateway gateway = gateway();
    assertTrue(gateway.isListening());
    Wire idle = gateway.wire();
    assertAnswered(idle);
    gateway.stop();
    assertFalse(gateway.isListening());
    assertTrue(idle.endsWithoutAnswer(), "an idle connection is closed");
  }
}
