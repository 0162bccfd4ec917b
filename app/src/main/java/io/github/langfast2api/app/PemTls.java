package io.github.langfast2api.app;

import io.github.langfast2api.app.AppConfig.Certificate;
import io.helidon.common.configurable.Resource;
import io.helidon.common.tls.Tls;

/** TLS from PEM files. */
final class Certificates {

  private Certificates() {}

  /**
   * @throws ConfigurationException if the files hold no certificate and key
   */
  static Tls tls(Certificate certificate) {
    try {
      return Tls.builder()
          .privateKey(key -> key.pem(pem -> pem.key(Resource.create(certificate.key()))))
          .privateKeyCertChain(
              chain -> chain.pem(pem -> pem.certChain(Resource.create(certificate.chain()))))
          .build();
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          "\"%s\" and \"%s\" are no certificate chain and key in PEM."
              .formatted(certificate.chain(), certificate.key()),
          e);
    }
  }
}
