package io.github.langfast2api.http;

import io.github.langfast2api.http.exchange.AllowedHosts;
import io.github.langfast2api.http.exchange.CorsOrigins;
import java.util.List;
import java.util.Optional;

/**
 * What web pages in browsers may ask of the gateway.
 *
 * @param hosts the names under which the gateway is served
 * @param cors the origins of pages that may call the API
 */
public record WebAccess(AllowedHosts hosts, CorsOrigins cors) {

  /** Every host name, and no page of another origin. */
  public static final WebAccess UNRESTRICTED = of(Optional.empty(), List.of());

  /**
   * What web pages may ask.
   *
   * @param hosts the names besides those of the loopback address under which the gateway is served;
   *     {@code *}, or none given, for all names
   * @param origins as browsers send them; {@code *} for all
   */
  public static WebAccess of(Optional<List<String>> hosts, List<String> origins) {
    return new WebAccess(new AllowedHosts(hosts), new CorsOrigins(origins));
  }
}
