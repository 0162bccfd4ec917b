package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.tls.PemFiles;
import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar with few file descriptors, and more clients than it has. */
@Timeout(180)
class ListenerIT {

  private static final int CLIENTS = 400;

  private static GatewayProcess limited(Map<String, String> settings) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = System.getProperty("gateway.jar");
    List<String> command =
        List.of("bash", "-c", "ulimit -n 256; exec \"$0\" -jar \"$1\"", java, jar);
    return GatewayProcess.start(command, settings);
  }

  /** Clients that connect and say nothing, or no more than this. */
  private static List<Socket> silent(GatewayProcess gateway, int count, String text)
      throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), URI.create(gateway.url()).getPort());
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket();
      socket.connect(address, 10_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      sockets.add(socket);
    }
    return sockets;
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static void assertAnswers(GatewayProcess gateway) throws Exception {
    for (int i = 0; i < 3; i++) {
      try (ChatClient client = new ChatClient(gateway.url())) {
        assertEquals(200, client.status("/health/live"));
        assertEquals(200, client.ask("hi").statusCode());
      }
    }
  }

  @Test
  void clientsThatSayNothingOrHalfARequestKeepNobodyOut() throws Exception {
    try (GatewayProcess gateway = limited(Map.of())) {
      for (String text : List.of("", "GET / HTTP/1.1\r\n")) {
        List<Socket> silent = silent(gateway, CLIENTS, text);
        assertAnswers(gateway);
        closeAll(silent);
        assertAnswers(gateway);
      }
      assertFalse(gateway.output().contains("cannot connect"), gateway.output());
      assertFalse(gateway.output().contains("Exception"), gateway.output());
    }
  }

  @Test
  void clientsThatDoNotBeginWithTlsKeepNobodyOut(@TempDir Path folder) throws Exception {
    Path chain = Files.writeString(folder.resolve("chain.pem"), PemFiles.file("ec.crt"));
    Path key = Files.writeString(folder.resolve("key.pem"), PemFiles.file("ec.key"));
    Map<String, String> settings =
        Map.of("TLS_CERTIFICATE_FILE", chain.toString(), "TLS_KEY_FILE", key.toString());
    try (GatewayProcess gateway = limited(settings)) {
      List<Socket> silent = silent(gateway, CLIENTS, "");
      assertTrue(CorsAndTlsIT.served(gateway) > 0);
      closeAll(silent);
    }
  }

  @Test
  void aListenerWithoutDescriptorsComesBackWhenThereAreSome() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(Map.of("MAX_CONNECTIONS", "500"))) {
      assertAnswers(gateway);
      limitFiles(gateway, "10");
      List<Socket> refused = silent(gateway, 20, "GET / HTTP/1.1\r\n");
      Moments.until(
          "it says so", () -> gateway.output().contains("clients cannot connect, which is tried"));
      limitFiles(gateway, "1000");
      assertAnswers(gateway);
      closeAll(refused);
    }
  }

  private static void limitFiles(GatewayProcess gateway, String soft) throws Exception {
    List<String> command =
        List.of("prlimit", "--pid", String.valueOf(gateway.pid()), "--nofile=" + soft + ":");
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
