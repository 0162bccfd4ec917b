package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.tls.PemFiles;
import io.github.langfast2api.ports.contract.Moments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Web pages, and connections that nobody can read. */
@Timeout(120)
class CorsAndTlsIT {

  private static final String ASK =
      """
      {"model": "gpt-4.1", "stream": true, "messages": [{"role": "user", "content": "hi"}]}\
      """;

  private final Path folder;

  CorsAndTlsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private static HttpResponse<String> send(GatewayProcess gateway, String method, String origin)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/models"))
              .method(method, BodyPublishers.noBody())
              .headers("origin", origin)
              .headers("access-control-request-method", "GET")
              .headers("access-control-request-headers", "authorization")
              .build();
      return http.send(request, BodyHandlers.ofString());
    }
  }

  private static Optional<String> allowed(HttpResponse<?> response) {
    return response.headers().firstValue("access-control-allow-origin");
  }

  @Test
  void aPageOfAnAllowedOriginMayAskWithoutAKeyWhatItMayDo() throws Exception {
    Map<String, String> settings =
        Map.of("CORS_ORIGINS", "https://chat.example.org", "USER_SET_KEY", "sk-one");
    try (GatewayProcess gateway = GatewayProcess.start(settings)) {
      HttpResponse<String> preflight = send(gateway, "OPTIONS", "https://chat.example.org");
      assertTrue(preflight.statusCode() < 300, () -> String.valueOf(preflight.statusCode()));
      assertEquals(Optional.of("https://chat.example.org"), allowed(preflight));
      HttpResponse<String> refused = send(gateway, "GET", "https://chat.example.org");
      assertEquals(401, refused.statusCode());
      assertEquals(Optional.of("https://chat.example.org"), allowed(refused));
      assertTrue(
          refused
              .headers()
              .map()
              .get("access-control-expose-headers")
              .toString()
              .contains("x-request-id"));
      assertEquals(Optional.empty(), allowed(send(gateway, "GET", "https://evil.example.org")));
    }
  }

  @Test
  void unlessConfiguredNoPageMayDoAnything() throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(Map.of())) {
      assertEquals(Optional.empty(), allowed(send(gateway, "GET", "https://chat.example.org")));
      assertEquals(Optional.empty(), allowed(send(gateway, "OPTIONS", "https://chat.example.org")));
    }
  }

  @Test
  void streamsComeOverTls() throws Exception {
    KeyStore store = selfSigned();
    Path key = pem("key.pem", "PRIVATE KEY", store.getKey("gateway", PASSWORD).getEncoded());
    Path chain = pem("chain.pem", "CERTIFICATE", store.getCertificate("gateway").getEncoded());
    Map<String, String> settings =
        Map.of("TLS_CERTIFICATE_FILE", chain.toString(), "TLS_KEY_FILE", key.toString());
    try (GatewayProcess gateway = GatewayProcess.start(settings);
        HttpClient http =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(store))
                .build()) {
      assertTrue(gateway.url().startsWith("https://127.0.0.1:"), gateway.url());
      assertEquals(0, healthCheck(gateway, "https"));
      assertEquals(1, healthCheck(gateway, "http"));
      for (int i = 0; i < 2; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(ASK))
                .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        assertTrue(answer.endsWith("data: [DONE]\n\n"), answer);
      }
    }
  }

  @Test
  void aClientThatTakesNothingOverTlsHoldsNobodyUp() throws Exception {
    KeyStore store = selfSigned();
    try (LangFastServer langFast = LangFastServer.start()) {
      Map<String, String> settings = new HashMap<>(langFast.settings());
      settings.put("CLIENT_TIMEOUT", "1");
      settings.put(
          "TLS_KEY_FILE",
          pem("key.pem", "PRIVATE KEY", store.getKey("gateway", PASSWORD).getEncoded()).toString());
      settings.put(
          "TLS_CERTIFICATE_FILE",
          pem("chain.pem", "CERTIFICATE", store.getCertificate("gateway").getEncoded()).toString());
      String body =
          """
          {"model": "gpt-4.1", "stream": true, "messages":
           [{"role": "user", "content": "{\\"steps\\":[{\\"repeat\\":[\\"x\\",12000000]}]}"}]}\
          """;
      try (GatewayProcess gateway = GatewayProcess.start(settings)) {
        int port = URI.create(gateway.url()).getPort();
        try (Socket taking = trusting(store).getSocketFactory().createSocket("127.0.0.1", port)) {
          taking
              .getOutputStream()
              .write(
                  ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json"
                          + "\r\nAuthorization: Bearer sk-first\r\nContent-Length: "
                          + body.length()
                          + "\r\n\r\n"
                          + body)
                      .getBytes(StandardCharsets.US_ASCII));
          Moments.until(
              "it is given up",
              () ->
                  metrics(store, gateway)
                      .contains("streams_ended_total{reason=\"client_gone\"} 1.0"));
        }
      }
    }
  }

  @Test
  void aRenewedCertificateIsTakenUpByNewConnections() throws Exception {
    Path chain = folder.resolve("renewed-chain.pem");
    Path key = folder.resolve("renewed-key.pem");
    Files.writeString(chain, PemFiles.file("ec.crt"));
    Files.writeString(key, PemFiles.file("ec-with-parameters.key"));
    Map<String, String> settings =
        Map.of("TLS_CERTIFICATE_FILE", chain.toString(), "TLS_KEY_FILE", key.toString());
    try (GatewayProcess gateway = GatewayProcess.start(settings)) {
      assertEquals(1, served(gateway));
      Files.writeString(chain, PemFiles.file("chain.crt"));
      Moments.until("the new chain is served", () -> served(gateway) == 2);
      Files.writeString(chain, "no chain");
      Moments.until(
          "it says so", () -> served(gateway) == 2 && gateway.output().contains("stays in use"));
      assertEquals(2, served(gateway));
    }
  }

  @Test
  void aPairThatDoesNotMatchEndsTheStart() throws Exception {
    Path chain = Files.writeString(folder.resolve("c.pem"), PemFiles.file("ec.crt"));
    Path key = Files.writeString(folder.resolve("k.pem"), PemFiles.file("rsa.key"));
    AssertionError failed =
        assertThrows(
            AssertionError.class,
            () ->
                GatewayProcess.start(
                    Map.of(
                        "TLS_CERTIFICATE_FILE", chain.toString(), "TLS_KEY_FILE", key.toString())));
    String told = String.valueOf(failed.getMessage());
    assertTrue(told.contains("langfast2api cannot start. TLS cannot be served with"), told);
    assertFalse(told.contains("Exception"), told);
  }

  @Test
  void aClientThatDoesNotBeginWithTlsIsNotWaitedFor() throws Exception {
    Path chain = Files.writeString(folder.resolve("c.pem"), PemFiles.file("rsa.crt"));
    Path key = Files.writeString(folder.resolve("k.pem"), PemFiles.file("rsa.key"));
    Map<String, String> settings =
        Map.of(
            "TLS_CERTIFICATE_FILE", chain.toString(),
            "TLS_KEY_FILE", key.toString(),
            "CLIENT_TIMEOUT", "1");
    try (GatewayProcess gateway = GatewayProcess.start(settings);
        Socket silent =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(gateway.url()).getPort())) {
      silent.setSoTimeout(60_000);
      assertEquals(-1, silent.getInputStream().read());
    }
  }

  /** How many certificates a new connection gets. */
  static int served(GatewayProcess gateway) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, null);
      int port = URI.create(gateway.url()).getPort();
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
        socket.setSoTimeout(30_000);
        socket.startHandshake();
        return socket.getSession().getPeerCertificates().length;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static final class TrustsAll implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static String metrics(KeyStore store, GatewayProcess gateway) {
    try (HttpClient http = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/metrics")).build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int healthCheck(GatewayProcess gateway, String scheme) throws Exception {
    String port = String.valueOf(URI.create(gateway.url()).getPort());
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("gateway.jar"),
            "io.github.langfast2api.app.HealthCheck",
            port,
            "/health/live",
            scheme);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static final char[] PASSWORD = "changeit".toCharArray();

  /** A key and its certificate, made by the JDK's own tool. */
  private KeyStore selfSigned() throws Exception {
    Path file = folder.resolve("gateway.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "gateway",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            String.valueOf(PASSWORD));
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private Path pem(String name, String kind, byte[] content) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind));
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("gateway", store.getCertificate("gateway"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
