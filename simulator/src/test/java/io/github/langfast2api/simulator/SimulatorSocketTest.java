package io.github.langfast2api.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorSocketTest {
  private final Simulator simulator = Simulator.start();
  private final Peer peer = Peer.signedUp(simulator);

  @AfterEach
  void close() {
    peer.close();
    simulator.close();
  }

  @Test
  void theOpenPacketSaysTheHeartbeat() {
    String packet = peer.open().next();
    JsonObject open = Peer.json(packet.substring(1));

    assertTrue(packet.startsWith("0{"), packet);
    assertEquals(25_000, open.getInt("pingInterval"));
    assertEquals(20_000, open.getInt("pingTimeout"));
    assertEquals(1_000_000, open.getInt("maxPayload"));
    assertTrue(open.getJsonArray("upgrades").isEmpty());
  }

  @Test
  void aGoodTokenConnects() {
    peer.connect();

    assertEquals(1, simulator.sockets());
    assertEquals(1, simulator.calls(Call.CONNECT));
  }

  @Test
  void anExpiredTokenIsRefusedAndTheSocketStaysOpenForAnother() {
    simulator.expireTokens();
    PeerSocket socket = peer.open();
    socket.next();
    socket.send("40{\"token\":\"" + peer.token + "\"}");
    assertEquals("44{\"message\":\"JWT expired\"}", socket.next());
    assertEquals(0, simulator.sockets());

    peer.take(peer.refresh(peer.refreshToken));
    socket.send("40{\"token\":\"" + peer.token + "\"}");
    assertTrue(socket.next().startsWith("40{"));
  }

  @Test
  void aConnectWithoutATokenIsRefused() {
    PeerSocket socket = peer.open();
    socket.next();
    socket.send("40");

    assertEquals("44{\"message\":\"JWT invalid\"}", socket.next());
  }

  @Test
  void anotherNamespaceIsRefused() {
    PeerSocket socket = peer.open();
    socket.next();
    socket.send("40/admin,{\"token\":\"" + peer.token + "\"}");

    assertEquals("44/admin,{\"message\":\"Invalid namespace\"}", socket.next());
  }

  @Test
  void pingsComeAsLongAsPongsDo() {
    SimulatorSettings lively =
        SimulatorSettings.defaults().withPingInterval(Duration.ofMillis(200));
    try (Simulator other = Simulator.start(lively);
        Peer user = Peer.signedUp(other)) {
      PeerSocket socket = user.connect();
      for (int round = 0; round < 3; round++) {
        assertEquals("2", socket.next());
        socket.send("3");
      }

      assertEquals(1, other.sockets());
    }
  }

  @Test
  void aClientThatDoesNotPongIsGivenUp() {
    SimulatorSettings impatient =
        SimulatorSettings.defaults()
            .withPingInterval(Duration.ofMillis(50))
            .withPingTimeout(Duration.ofMillis(50));
    try (Simulator other = Simulator.start(impatient);
        Peer mute = Peer.signedUp(other)) {
      mute.connect();

      Waiting.until(() -> other.sockets() == 0);
    }
  }

  @Test
  void aDisconnectPacketLeavesAndACloseEnds() {
    PeerSocket socket = peer.connect();
    socket.send("41");
    Waiting.until(() -> simulator.sockets() == 0);
    socket.send("1");

    assertEquals(1000, socket.closed());
  }

  @Test
  void aSocketLeavesWhenItsClientClosesOrVanishes() {
    PeerSocket polite = peer.connect();
    PeerSocket rude = peer.connect();
    assertEquals(2, simulator.sockets());
    polite.close(1000);
    rude.abort();

    Waiting.until(() -> simulator.sockets() == 0);
  }

  @Test
  void whatIsNoPacketEndsTheSocket() {
    for (String packet : new String[] {"", "x", "2", "42[\"early\"]"}) {
      PeerSocket socket = peer.open();
      socket.next();
      socket.send(packet);

      assertEquals(1000, socket.closed(), packet);
    }
  }

  @Test
  void dropSocketsCutsThemWithoutACloseFrame() {
    try (RawSocket socket = peer.connectRaw()) {
      simulator.dropSockets();

      assertEquals(0, simulator.sockets());
      assertTrue(socket.isAtEnd());
    }
  }

  @Test
  void aRefusalAnswersTheHandshakeOnce() {
    simulator.refuseNext(Call.CONNECT, CallRefusal.of(503, "{}"));
    CompletionException refused = assertThrows(CompletionException.class, peer::open);
    WebSocketHandshakeException cause =
        assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());

    assertEquals(503, cause.getResponse().statusCode());
    assertTrue(peer.open().next().startsWith("0{"));
  }

  @Test
  void closingTheSimulatorCutsItsSockets() {
    try (RawSocket socket = peer.connectRaw()) {
      simulator.close();

      assertTrue(socket.isAtEnd());
    }
  }
}
