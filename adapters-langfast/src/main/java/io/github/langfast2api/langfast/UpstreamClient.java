package io.github.langfast2api.langfast;

import io.helidon.webclient.http1.Http1Client;

/** The HTTP client that all talk with LangFast goes through. */
final class UpstreamClient {

  private UpstreamClient() {}

  static Http1Client of(LangFastSettings.Timeouts timeouts) {
    return Http1Client.builder()
        .connectTimeout(timeouts.connect())
        .readTimeout(timeouts.call())
        .socketOptions(options -> options.tcpNoDelay(true))
        // Proxies that tunnel would otherwise pass on a form of the path that Engine.IO refuses.
        .relativeUris(true)
        // A redirect would carry the tokens to wherever it points.
        .followRedirects(false)
        .shareConnectionCache(false)
        // A burst of requests leaves no more than these open.
        .connectionCacheSize(16)
        .build();
  }
}
