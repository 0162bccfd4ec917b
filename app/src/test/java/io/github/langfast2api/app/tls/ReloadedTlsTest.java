package io.github.langfast2api.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReloadedTlsTest {

  private final AtomicLong now = new AtomicLong();
  private final Path chain;
  private final Path key;

  ReloadedTlsTest(@TempDir Path folder) throws IOException {
    this.chain = folder.resolve("chain.pem");
    this.key = folder.resolve("key.pem");
    write(chain, "ec.crt");
    write(key, "ec.key");
  }

  /** All files have the same time, as those of some container volumes have. */
  private static void write(Path file, String pem) throws IOException {
    Files.writeString(file, PemFiles.file(pem));
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
  }

  private ReloadedTls tls() throws TlsException {
    return new ReloadedTls(chain, key, now::get);
  }

  private void passASecond() {
    long unused = now.addAndGet(Duration.ofSeconds(1).toNanos());
  }

  private static String algorithm(SSLContext context) throws Exception {
    return CertifiedKeyTest.served(context)[0].getPublicKey().getAlgorithm();
  }

  @Test
  void aRenewedCertificateIsTakenUp() throws Exception {
    ReloadedTls tls = tls();
    assertEquals("EC", algorithm(tls.get()));
    write(chain, "rsa.crt");
    write(key, "rsa.key");
    passASecond();
    assertEquals("RSA", algorithm(tls.get()));
  }

  @Test
  void onlyTheChainMayBeRenewed() throws Exception {
    ReloadedTls tls = tls();
    write(chain, "chain.crt");
    passASecond();
    assertEquals(2, CertifiedKeyTest.served(tls.get()).length);
  }

  @Test
  void whatHasNotChangedIsKept() throws Exception {
    ReloadedTls tls = tls();
    SSLContext before = tls.get();
    write(chain, "ec.crt");
    passASecond();
    assertSame(before, tls.get());
  }

  @Test
  void filesAreReadOnceASecond() throws Exception {
    ReloadedTls tls = tls();
    SSLContext before = tls.get();
    write(chain, "chain.crt");
    assertSame(before, tls.get());
    passASecond();
    assertNotSame(before, tls.get());
  }

  @Test
  void whileOneOfBothIsReplacedTheOldPairServes() throws Exception {
    ReloadedTls tls = tls();
    SSLContext before = tls.get();
    write(chain, "rsa.crt");
    passASecond();
    assertSame(before, tls.get());
    write(key, "rsa.key");
    passASecond();
    assertEquals("RSA", algorithm(tls.get()));
  }

  @Test
  void filesThatAreBrokenOrGoneChangeNothing() throws Exception {
    ReloadedTls tls = tls();
    SSLContext before = tls.get();
    Files.writeString(chain, "");
    passASecond();
    assertSame(before, tls.get());
    Files.delete(key);
    passASecond();
    assertSame(before, tls.get());
    write(chain, "chain.crt");
    write(key, "ec.key");
    passASecond();
    assertNotSame(before, tls.get());
  }

  @Test
  void aPairThatCannotBeServedIsToldWithItsFiles() throws IOException {
    write(key, "rsa.key");
    String told = String.valueOf(assertThrows(TlsException.class, this::tls).getMessage());
    assertTrue(told.contains(chain.toString()) && told.contains(key.toString()), told);
    Files.delete(key);
    String gone = String.valueOf(assertThrows(TlsException.class, this::tls).getMessage());
    assertEquals("\"%s\" cannot be read, for TLS.".formatted(key), gone);
  }
}
