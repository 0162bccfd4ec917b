package io.github.langfast2api.http.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.buffers.BufferData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlaintextSocketTest {

  private final Socket client;
  private final PlaintextSocket socket;

  PlaintextSocketTest() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
      socket = new PlaintextSocket(listener.accept(), "0x1", "@default", new SharedWrites());
    }
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    socket.close();
  }

  @Test
  void whatTheClientSendsIsReadInOrderAndToItsEnd() throws Exception {
    byte[] sent = new byte[300_000];
    new Random(1).nextBytes(sent);
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client.getOutputStream().write(sent);
                    client.shutdownOutput();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    for (byte[] bytes = socket.get(); bytes != null; bytes = socket.get()) {
      assertTrue(bytes.length > 0);
      read.write(bytes);
    }
    sender.join();
    assertArrayEquals(sent, read.toByteArray());
    assertNull(socket.get());
  }

  @Test
  void fewBytesAreHandedOnWithoutWaitingForMore() throws IOException {
    for (String text : new String[] {"GET / HTTP/1.1\r\n", "x", "Host: h\r\n\r\n"}) {
      client.getOutputStream().write(text.getBytes(US_ASCII));
      assertEquals(text, new String(socket.get(), US_ASCII));
    }
  }

  @Test
  void whatIsWrittenReachesTheClient() throws IOException {
    socket.write(BufferData.create("hello".getBytes(US_ASCII)));
    assertEquals("hello", new String(client.getInputStream().readNBytes(5), US_ASCII));
  }

  @Test
  void whatIsReadIntoABufferIsCounted() throws IOException {
    client.getOutputStream().write("hello".getBytes(US_ASCII));
    BufferData buffer = BufferData.growing(16);
    assertEquals(5, socket.read(buffer));
    assertEquals("hello", buffer.readString(5));
  }

  @Test
  void bothEndsAreNamed() {
    assertEquals(client.getLocalPort(), socket.remotePeer().port());
    assertEquals(client.getPort(), socket.localPeer().port());
    assertEquals(client.getLocalSocketAddress(), socket.remotePeer().address());
    assertEquals("127.0.0.1", socket.remotePeer().host());
    assertTrue(socket.remotePeer().tlsPrincipal().isEmpty());
    assertTrue(socket.remotePeer().tlsCertificates().isEmpty());
    assertFalse(socket.isSecure());
    assertEquals("@default", socket.socketId());
    assertEquals("0x1", socket.childSocketId());
  }

  @Test
  void aClosedSocketIsNotReadFrom() {
    assertTrue(socket.isConnected());
    socket.close();
    assertFalse(socket.isConnected());
    assertThrows(UncheckedIOException.class, socket::get);
  }
}
