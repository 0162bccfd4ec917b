package io.github.langfast2api.langfast.wire;

import java.time.Duration;

/**
 * How servers are reached.
 *
 * @param connectTimeout for each connection, over all addresses of its host
 * @param proxies which of them are reached through a proxy
 * @param resolver resolves the names of hosts that are reached directly, and of proxies
 */
public record UpstreamNetwork(Duration connectTimeout, ProxyRules proxies, NameResolver resolver) {

  /** Servers are reached directly, by the operating system's resolver. */
  public static UpstreamNetwork direct(Duration connectTimeout) {
    return new UpstreamNetwork(connectTimeout, ProxyRules.NONE, NameResolver.SYSTEM);
  }
}
