package io.github.langfast2api.app;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A trust manager that accepts every certificate. It is for {@link HealthCheck} alone, which asks
 * the gateway on the loopback address: the certificate is issued for another host name.
 */
final class TrustAllCertificates implements X509TrustManager {

  private TrustAllCertificates() {}

  /** An unconnected TLS socket that accepts every certificate. */
  static Socket socket() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAllCertificates()}, null);
      return context.getSocketFactory().createSocket();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
