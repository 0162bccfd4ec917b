package io.github.langfast2api.langfast.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves host names. May block; safe for any thread. */
@FunctionalInterface
public interface NameResolver {

  /** Resolves names as the operating system does. */
  NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * The addresses of a host, in the order in which they should be tried.
   *
   * @throws UnknownHostException if there are none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
