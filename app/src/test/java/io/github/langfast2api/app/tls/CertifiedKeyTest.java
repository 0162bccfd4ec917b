package io.github.langfast2api.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CertifiedKeyTest {

  @ParameterizedTest
  @CsvSource({
    "ec.crt,      ec-pkcs8.key,           EC",
    "ec.crt,      ec.key,                 EC",
    "ec.crt,      ec-with-parameters.key, EC",
    "ec.crt,      ec-without-public.key,  EC",
    "ec384.crt,   ec384.key,              EC",
    "rsa.crt,     rsa-pkcs8.key,          RSA",
    "rsa.crt,     rsa.key,                RSA",
    "ed25519.crt, ed25519.key,            EdDSA",
    "chain.crt,   ec.key,                 EC",
  })
  void tlsIsServedWithKeysOfEveryFormat(String chain, String key, String algorithm)
      throws Exception {
    SSLContext context = CertifiedKey.of(PemFiles.file(chain), PemFiles.file(key)).context();
    assertEquals(algorithm, served(context)[0].getPublicKey().getAlgorithm());
  }

  @Test
  void aChainIsSentWhole() throws Exception {
    CertifiedKey pair = CertifiedKey.of(PemFiles.file("chain.crt"), PemFiles.file("ec.key"));
    assertEquals(2, served(pair.context()).length);
  }

  @Test
  void lineEndsByteOrderMarksAndCommentsDoNotMatter() throws Exception {
    String chain = "\u00ef\u00bb\u00bf# issued\r\n" + PemFiles.file("ec.crt").replace("\n", "\r\n");
    String key =
        "\u00ef\u00bb\u00bfBag Attributes\r\n" + PemFiles.file("ec.key").replace("\n", " \r\n");
    assertEquals(1, served(CertifiedKey.of(chain, key).context()).length);
  }

  @Test
  void bothMayStandInOneFile() throws Exception {
    String both = PemFiles.file("ec-with-parameters.key") + PemFiles.file("chain.crt");
    assertEquals(2, served(CertifiedKey.of(both, both).context()).length);
  }

  @ParameterizedTest
  @CsvSource({
    "ec.crt,      ec384.key",
    "ec.crt,      rsa.key",
    "ec.crt,      rsa-pkcs8.key",
    "ec.crt,      ed25519.key",
    "rsa.crt,     ec.key",
    "rsa.crt,     ec-pkcs8.key",
    "ed25519.crt, ec.key",
    "ed25519.crt, rsa-pkcs8.key",
  })
  void aKeyOfAnotherKindIsToldSo(String chain, String key) {
    String told = refusal(PemFiles.file(chain), PemFiles.file(key));
    assertTrue(told.startsWith("The key "), told);
  }

  @Test
  void aPairThatDoesNotMatchIsToldSo() throws Exception {
    String told = refusal(PemFiles.file("ec.crt"), keyOfAnother("EC"));
    assertEquals("The key does not belong to the first certificate of the chain.", told);
    assertEquals(told, refusal(PemFiles.file("rsa.crt"), keyOfAnother("RSA")));
    assertEquals(told, refusal(PemFiles.file("ed25519.crt"), keyOfAnother("Ed25519")));
  }

  @Test
  void theCertificateOfTheServerComesFirst() {
    String chain = PemFiles.file("chain.crt");
    int second = chain.lastIndexOf("-----BEGIN");
    String reversed = chain.substring(second) + chain.substring(0, second);
    String told = refusal(reversed, PemFiles.file("ec.key"));
    assertEquals("The key does not belong to the first certificate of the chain.", told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec-encrypted.key", "ec-pkcs8-encrypted.key"})
  void anEncryptedKeyIsToldSo(String key) {
    String told = refusal(PemFiles.file("ec.crt"), PemFiles.file(key));
    assertTrue(told.startsWith("The key is encrypted. "), told);
  }

  @Test
  void whatIsNoPemIsToldSo() {
    String certificate = PemFiles.file("ec.crt");
    String key = PemFiles.file("ec.key");
    assertEquals("There is no private key in PEM.", refusal(certificate, certificate));
    assertEquals("There is no private key in PEM.", refusal(certificate, ""));
    assertEquals("There is no certificate in PEM.", refusal(key, key));
    assertEquals(
        "A certificate is damaged.", refusal(PemFiles.file("ec.crt").replace("MII", "M"), key));
    assertEquals(
        "The key is not one of the kind of the first certificate, EC, or is damaged.",
        refusal(certificate, PemFiles.file("ec-pkcs8.key").replace("MIGH", "M")));
    String other =
        refusal(certificate, PemFiles.file("ec.key").replace("EC PRIVATE", "DSA PRIVATE"));
    assertTrue(other.startsWith("A key that is a \"DSA PRIVATE KEY\" is not supported"), other);
  }

  private static String refusal(String chain, String key) {
    TlsException refused = assertThrows(TlsException.class, () -> CertifiedKey.of(chain, key));
    return String.valueOf(refused.getMessage());
  }

  private static String keyOfAnother(String algorithm) throws GeneralSecurityException {
    byte[] key =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** The certificates that a client gets. */
  static X509Certificate[] served(SSLContext context) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (SSLServerSocket server =
            (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback);
        SSLSocket client =
            (SSLSocket)
                trusting().getSocketFactory().createSocket(loopback, server.getLocalPort())) {
      CompletableFuture<Boolean> accepted =
          CompletableFuture.supplyAsync(
              () -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                  socket.startHandshake();
                  return true;
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      client.startHandshake();
      assertTrue(accepted.get());
      return (X509Certificate[]) client.getSession().getPeerCertificates();
    }
  }

  private static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
    return context;
  }

  private static final class Trusting implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
