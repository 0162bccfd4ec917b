package io.github.langfast2api.http.exchange;

import io.github.langfast2api.http.error.HttpErrors;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** The filter that answers requests for other hosts than {@link AllowedHosts} with 403. */
public final class HostFilter implements Filter {

  private final AllowedHosts hosts;

  /** A filter for all requests. */
  public HostFilter(AllowedHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    if (hosts.allows(host)) {
      chain.proceed();
    } else {
      HttpReplies.error(request, response, HttpErrors.hostNotAllowed(host));
    }
  }
}
