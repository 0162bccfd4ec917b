package io.github.langfast2api.app.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate chain and the private key of its first certificate, from PEM as acme.sh, lego,
 * certbot and OpenSSL write it: keys in PKCS #8, PKCS #1 ({@code RSA PRIVATE KEY}) or SEC 1 ({@code
 * EC PRIVATE KEY}), of RSA, elliptic curves or Ed25519.
 */
final class CertifiedKey {

  private final List<Certificate> chain;
  private final PrivateKey key;

  private CertifiedKey(List<Certificate> chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * Reads both.
   *
   * @param chain the content of the file of the certificate chain
   * @param key the content of the file of the key
   * @throws TlsException if one of them cannot be read, or they do not belong together
   */
  static CertifiedKey of(String chain, String key) throws TlsException {
    List<Certificate> certificates = certificates(chain);
    PublicKey publicKey = certificates.getFirst().getPublicKey();
    try {
      PrivateKey privateKey = privateKey(keyBlock(key), publicKey);
      if (belongTogether(privateKey, publicKey)) {
        return new CertifiedKey(certificates, privateKey);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TlsException(
          "The key is not one of the kind of the first certificate, %s, or is damaged."
              .formatted(publicKey.getAlgorithm()),
          e);
    }
    throw new TlsException("The key does not belong to the first certificate of the chain.");
  }

  /** A context that serves TLS with them. */
  SSLContext context() throws TlsException {
    char[] noPassword = {};
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, noPassword);
      store.setKeyEntry("server", key, noPassword, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, noPassword);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsException("They cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static List<Certificate> certificates(String file) throws TlsException {
    List<Certificate> chain = new ArrayList<>();
    for (PemBlock block : PemBlock.in(file)) {
      if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
        chain.add(certificate(block));
      }
    }
    if (chain.isEmpty()) {
      throw new TlsException("There is no certificate in PEM.");
    }
    return chain;
  }

  private static Certificate certificate(PemBlock block) throws TlsException {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(block.content()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TlsException("A certificate is damaged.", e);
    }
  }

  private static PemBlock keyBlock(String file) throws TlsException {
    Optional<PemBlock> key =
        PemBlock.in(file).stream()
            .filter(block -> block.label().endsWith("PRIVATE KEY"))
            .findFirst();
    if (key.isEmpty()) {
      throw new TlsException("There is no private key in PEM.");
    }
    if (key.get().label().equals("ENCRYPTED PRIVATE KEY") || key.get().text().contains(":")) {
      throw new TlsException(
          "The key is encrypted. The gateway has no password for it: \"openssl pkey\" decrypts"
              + " it.");
    }
    return key.get();
  }

  /** What a key in an older format does not say of its algorithm, its certificate does. */
  private static PrivateKey privateKey(PemBlock block, PublicKey publicKey)
      throws TlsException, GeneralSecurityException {
    byte[] pkcs8 =
        switch (block.label()) {
          case "PRIVATE KEY" -> block.content();
          case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
              Der.pkcs8(Der.algorithm(publicKey.getEncoded()), block.content());
          default ->
              throw new TlsException(
                  "A key that is a \"%s\" is not supported; \"openssl pkey\" may convert it."
                      .formatted(block.label()));
        };
    return KeyFactory.getInstance(publicKey.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    if (privateKey instanceof RSAKey one && publicKey instanceof RSAKey other) {
      return one.getModulus().equals(other.getModulus());
    }
    boolean ec = publicKey.getAlgorithm().equals("EC");
    Signature signature = Signature.getInstance(ec ? "SHA256withECDSA" : "EdDSA");
    signature.initSign(privateKey);
    signature.update(publicKey.getEncoded());
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(publicKey.getEncoded());
    return signature.verify(signed);
  }
}
