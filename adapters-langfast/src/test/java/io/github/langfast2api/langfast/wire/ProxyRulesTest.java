package io.github.langfast2api.langfast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {

  private static final HttpProxy PROXY = new HttpProxy("proxy", 3128, Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "https://a.example.org, '', true",
    "https://a.example.org, *, false",
    "https://a.example.org, example.org, false",
    "https://a.example.org, .example.org, false",
    "https://a.example.org, *.example.org, false",
    "https://A.Example.org, a.EXAMPLE.ORG, false",
    "https://a.example.org, ample.org, true",
    "https://a.example.org, b.example.org, true",
    "https://a.example.org, a.example.org:443, false",
    "https://a.example.org, a.example.org:8443, true",
    "https://a.example.org:8443, example.org:8443, false",
    "https://10.1.2.3, 10.1.2.3, false",
    "https://10.1.2.3, 10.0.0.0/8, false",
    "https://10.1.2.3, 10.1.2.0/24, false",
    "https://10.1.3.3, 10.1.2.0/24, true",
    "https://10.1.2.3, 0.0.0.0/0, false",
    "https://10.1.2.3, 10.0.0.0/99, true",
    "https://10.1.2.3, 10.0.0.0/x, true",
    "https://example.org, 10.0.0.0/8, true",
    "https://[2001:db8::1], 2001:db8::/32, false",
    "https://[2001:db8::1], [2001:db8::1], false",
    "https://[2001:db8::1], 10.0.0.0/8, true",
    "https://127.0.0.1, '', false",
    "https://localhost:9, '', false",
    "https://a.localhost, '', false",
    "https://[::1]:9, '', false",
  })
  void aUrlIsReachedThroughTheProxyUnlessItIsAnException(
      URI uri, String exception, boolean proxied) {
    ProxyRules rules =
        new ProxyRules(Optional.of(PROXY), Optional.empty(), List.of("other.test", exception));
    assertEquals(proxied, rules.forUri(uri).isPresent());
  }

  @Test
  void eachSchemeHasItsProxy() {
    ProxyRules rules = new ProxyRules(Optional.of(PROXY), Optional.empty(), List.of());
    assertEquals(Optional.of(PROXY), rules.forUri(URI.create("https://example.org")));
    assertEquals(Optional.empty(), rules.forUri(URI.create("http://example.org")));
  }

  @Test
  void credentialsAreNotPrinted() {
    assertEquals(
        "proxy:3128",
        new HttpProxy("proxy", 3128, Optional.of(HttpProxy.basic("me", "secret"))).toString());
  }
}
