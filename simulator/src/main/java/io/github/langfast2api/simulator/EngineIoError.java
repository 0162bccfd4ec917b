package io.github.langfast2api.simulator;

import io.helidon.common.uri.UriQuery;
import java.util.Optional;

/** What Engine.IO has to say against a request, as its JSON. */
final class EngineIoError {
  private static final String TRANSPORT_UNKNOWN = "{\"code\":0,\"message\":\"Transport unknown\"}";
  private static final String SESSION_UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";
  private static final String BAD_REQUEST = "{\"code\":3,\"message\":\"Bad request\"}";
  private static final String VERSION = "{\"code\":5,\"message\":\"Unsupported protocol version\"}";

  private EngineIoError() {}

  /** Empty where the query asks for a new WebSocket of Engine.IO 4. */
  static Optional<String> of(UriQuery query) {
    if (!query.first("transport").orElse("").equals("websocket")) {
      return Optional.of(TRANSPORT_UNKNOWN);
    }
    if (query.contains("sid")) {
      return Optional.of(SESSION_UNKNOWN);
    }
    return query.first("EIO").orElse("").equals("4") ? Optional.empty() : Optional.of(VERSION);
  }

  /** What a request gets that is no WebSocket handshake. */
  static String withoutHandshake(UriQuery query) {
    return of(query).orElse(BAD_REQUEST);
  }
}
