package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.ProxyRules;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * LangFast's servers. Trailing slashes of the first two are cut off, since paths are appended.
 *
 * @param supabase the base URL of the REST API, http or https
 * @param runner the base URL of the Socket.IO server, http or https
 * @param site the URL of LangFast's public page, whose origin every call carries
 * @param proxies which of the servers are reached through a proxy
 */
public record LangFastServers(URI supabase, URI runner, URI site, ProxyRules proxies) {

  private static final Pattern TRAILING_SLASHES = Pattern.compile("/+$");

  public LangFastServers {
    supabase = requireHttp(supabase);
    runner = requireHttp(runner);
    Objects.requireNonNull(proxies);
    if (!LinkPolicy.isReadable(site)) {
      throw new IllegalArgumentException("not a page that is read safely: " + site);
    }
  }

  private static URI requireHttp(URI uri) {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("not an http or https URL: " + uri);
    }
    return URI.create(TRAILING_SLASHES.matcher(uri.toString()).replaceFirst(""));
  }

  LangFastServers withSite(URI page) {
    return new LangFastServers(supabase, runner, page, proxies);
  }

  LangFastServers withProxies(ProxyRules other) {
    return new LangFastServers(supabase, runner, site, other);
  }
}
