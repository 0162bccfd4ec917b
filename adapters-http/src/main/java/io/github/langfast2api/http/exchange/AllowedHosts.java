package io.github.langfast2api.http.exchange;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The host names for which requests are served. A gateway without keys on the loopback address is
 * protected by that address alone, and a web page gets round it by DNS rebinding: its own name is
 * made to resolve to the loopback address, so that the browser takes the gateway for the page's
 * server. The name in {@code Host} is then the page's. Safe for any thread.
 */
public final class AllowedHosts {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[^]]*]|[^:\\[\\]]*)(?::[0-9]*)?");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

  private final Optional<Set<String>> names;

  /**
   * Host names.
   *
   * @param names the names besides those of the loopback address; {@code *}, or none given, for all
   *     names
   */
  public AllowedHosts(Optional<List<String>> names) {
    this.names =
        names
            .filter(list -> !list.contains("*"))
            .map(list -> list.stream().map(AllowedHosts::normalized).collect(Collectors.toSet()));
  }

  /**
   * Whether requests for this host are served.
   *
   * @param host the value of {@code Host}, with or without a port
   */
  public boolean allows(String host) {
    Matcher parts = HOST_AND_PORT.matcher(host);
    return names.isEmpty() || (parts.matches() && allowsName(normalized(parts.group(1))));
  }

  private boolean allowsName(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || isLoopbackAddress(name)
        || names.orElseThrow().contains(name);
  }

  private static boolean isLoopbackAddress(String name) {
    try {
      return ADDRESS.matcher(name).matches() && InetAddress.ofLiteral(name).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A name may end with the dot of DNS's root. */
  private static String normalized(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
