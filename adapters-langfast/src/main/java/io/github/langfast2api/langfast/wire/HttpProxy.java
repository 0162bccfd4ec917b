package io.github.langfast2api.langfast.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * An HTTP proxy, through which connections are tunnelled.
 *
 * @param host its name or address
 * @param port its port
 * @param authorization the value of Proxy-Authorization, if it asks for one
 */
public record HttpProxy(String host, int port, Optional<String> authorization) {

  /** The Basic scheme's credentials: RFC 7617, in UTF-8. */
  public static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
