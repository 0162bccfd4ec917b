package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.langfast.wire.NameResolver;
import io.github.langfast2api.langfast.wire.RequestNotSentException;
import io.github.langfast2api.langfast.wire.UpstreamClient;
import io.github.langfast2api.langfast.wire.UpstreamNetwork;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProxyTunnelTest {

  private static final URI SERVER = URI.create("https://langfast.test");

  /** Knows the proxy alone. */
  private static final NameResolver RESOLVER =
      host -> {
        if (!host.equals("127.0.0.1")) {
          throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getLoopbackAddress());
      };

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 407 Proxy Authentication Required, answered 407",
    "HTTP/1.1 403 Forbidden, answered 403",
    "HTTP/1.0 502 Bad Gateway, answered 502",
    "HTTP/1.1 302 Found, answered 302",
    "SSH-2.0-OpenSSH, does not answer as one",
    "HTTP/1.1 2000 OK, does not answer as one",
    "'', does not answer as one"
  })
  void aProxyThatRefusesIsToldAsSuch(String statusLine, String said) throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(statusLine + "\r\n\r\n")) {
      String where = "the proxy " + proxy.rules().https().orElseThrow() + " ";
      assertEquals(where + said, failure(proxy));
      assertEquals(Set.of("CONNECT langfast.test:443 HTTP/1.1"), proxy.asked());
    }
  }

  @Test
  void aProxyThatHangsUpDoesNotAnswerAsOne() throws Exception {
    try (ConnectProxy proxy = new ConnectProxy("HTTP/1.1 20")) {
      assertEquals(
          "the proxy " + proxy.rules().https().orElseThrow() + " does not answer as one",
          failure(proxy));
    }
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() throws Exception {
    try (ConnectProxy proxy = new ConnectProxy("HTTP/1.1 407 No\r\n" + "x".repeat(20_000))) {
      assertEquals("the proxy's answer is too long", failure(proxy));
    }
  }

  private static String failure(ConnectProxy proxy) {
    UpstreamClient client =
        UpstreamClient.of(new UpstreamNetwork(Duration.ofSeconds(20), proxy.rules(), RESOLVER));
    RequestNotSentException e =
        assertThrows(RequestNotSentException.class, () -> client.connect(SERVER));
    return String.valueOf(e.getMessage()).replace("java.io.IOException: ", "");
  }
}
