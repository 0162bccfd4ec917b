package io.github.langfast2api.app.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate of the loopback address, which the JDK's keytool makes for each
 * training, and a trust store that holds it beside the runtime's own certificates.
 */
final class TrainingCertificate {

  private static final String ALIAS = "training";

  /** The password of files that live as long as the training, and of the runtime's trust store. */
  private static final String PASSWORD = "changeit";

  private final KeyStore keys;

  private TrainingCertificate(KeyStore keys) {
    this.keys = keys;
  }

  /**
   * Makes a certificate. Blocks while keytool runs.
   *
   * @param folder for its files
   * @throws IOException if keytool fails
   */
  static TrainingCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys");
    Process keytool =
        new ProcessBuilder(
                JavaRuntime.file("bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool ended with " + keytool.exitValue());
    }
    return new TrainingCertificate(load(file));
  }

  /** Writes the runtime's trust store, with this certificate besides, as a file for clients. */
  void writeTrustStore(Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = load(JavaRuntime.file("lib/security/cacerts"));
    trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
  }

  /** A context for servers that show this certificate. */
  SSLContext serverContext() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
