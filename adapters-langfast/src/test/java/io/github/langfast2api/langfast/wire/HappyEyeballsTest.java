package io.github.langfast2api.langfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HappyEyeballsTest {

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final InetAddress LISTENING = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress REFUSING = InetAddress.ofLiteral("127.0.0.2");
  private static final InetAddress SILENT = InetAddress.ofLiteral("127.0.0.3");

  @Test
  void theFamiliesTakeTurnsBeginningWithTheFirst() {
    assertEquals(
        addresses("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "192.0.2.3"),
        HappyEyeballs.interleaved(
            addresses("2001:db8::1", "2001:db8::2", "192.0.2.1", "192.0.2.2", "192.0.2.3")));
    assertEquals(
        addresses("192.0.2.1", "2001:db8::1"),
        HappyEyeballs.interleaved(addresses("192.0.2.1", "2001:db8::1")));
    assertEquals(
        addresses("192.0.2.1", "192.0.2.2"),
        HappyEyeballs.interleaved(addresses("192.0.2.1", "192.0.2.2")));
  }

  @Test
  void anAddressThatRefusesIsFollowedByTheNext() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, LISTENING);
        SocketChannel channel =
            eyeballs(LONG, REFUSING, LISTENING).connect("host", server.getLocalPort())) {
      assertEquals(LISTENING, ((InetSocketAddress) channel.getRemoteAddress()).getAddress());
      assertTrue(channel.isBlocking());
    }
  }

  @Test
  void anAddressThatDoesNotAnswerIsJoinedByTheNext() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, LISTENING);
        Silent silent = new Silent(server.getLocalPort());
        SocketChannel channel =
            eyeballs(LONG, SILENT, REFUSING, LISTENING).connect("host", silent.port())) {
      assertEquals(LISTENING, ((InetSocketAddress) channel.getRemoteAddress()).getAddress());
    }
  }

  @Test
  void theFailureOfTheFirstIsThatOfAll() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 10, LISTENING)) {
      port = server.getLocalPort();
    }
    assertThrows(
        ConnectException.class, () -> eyeballs(LONG, REFUSING, LISTENING).connect("host", port));
  }

  @Test
  void theTimeoutIsForAllTogether() throws Exception {
    try (Silent silent = new Silent(0)) {
      HappyEyeballs eyeballs = eyeballs(Duration.ofMillis(400), SILENT, SILENT, SILENT);
      assertEquals(
          "connect timed out",
          assertThrows(SocketTimeoutException.class, () -> eyeballs.connect("host", silent.port()))
              .getMessage());
    }
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    try (Silent silent = new Silent(0)) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedIOException.class,
          () -> eyeballs(LONG, SILENT).connect("host", silent.port()));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void aNameWithoutAddressesIsUnknown() {
    NameResolver nobody =
        host -> {
          throw new UnknownHostException(host + ": Name or service not known");
        };
    for (NameResolver resolver : List.of(nobody, host -> List.of())) {
      assertEquals(
          "host cannot be resolved",
          assertThrows(
                  UnknownHostException.class,
                  () -> new HappyEyeballs(resolver, LONG).connect("host", 1))
              .getMessage());
    }
  }

  private static HappyEyeballs eyeballs(Duration timeout, InetAddress... addresses) {
    return new HappyEyeballs(host -> List.of(addresses), timeout);
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }

  /** A port whose queue of connections is full, so that the system leaves further ones alone. */
  private static final class Silent implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> queued = new ArrayList<>();

    Silent(int port) throws IOException {
      server = new ServerSocket(port, 1, SILENT);
      for (int i = 0; i < 4; i++) {
        Socket socket = new Socket();
        queued.add(socket);
        try {
          socket.connect(server.getLocalSocketAddress(), 200);
        } catch (SocketTimeoutException e) {
          return; // full
        }
      }
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (Socket socket : queued) {
        socket.close();
      }
    }
  }
}
