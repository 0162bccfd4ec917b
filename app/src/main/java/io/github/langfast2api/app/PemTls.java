package io.github.langfast2api.app;

import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.ListenerConfig.TlsFiles;
import io.helidon.common.configurable.Resource;
import io.helidon.common.tls.Tls;

/** The server's TLS, from a certificate chain and a private key in PEM. */
final class PemTls {

  private PemTls() {}

  /**
   * Reads the files.
   *
   * @throws ConfigurationException if they are no certificate chain and key
   */
  static Tls of(TlsFiles files) {
    try {
      return Tls.builder()
          .privateKey(key -> key.pem(pem -> pem.key(Resource.create(files.privateKey()))))
          .privateKeyCertChain(
              chain -> chain.pem(pem -> pem.certChain(Resource.create(files.certificateChain()))))
          .build();
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          "\"%s\" and \"%s\" are no certificate chain and key in PEM."
              .formatted(files.certificateChain(), files.privateKey()),
          e);
    }
  }
}
