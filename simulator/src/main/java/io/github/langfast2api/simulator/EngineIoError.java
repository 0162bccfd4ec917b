package io.github.langfast2api.simulator;

import io.helidon.common.uri.UriQuery;
import java.util.Optional;

/** Engine.IO's errors for invalid requests, as JSON. */
final class EngineIoError {
  private static final String TRANSPORT_UNKNOWN = "{\"code\":0,\"message\":\"Transport unknown\"}";
  private static final String SESSION_UNKNOWN = "{\"code\":1,\"message\":\"Session ID unknown\"}";
  private static final String BAD_REQUEST = "{\"code\":3,\"message\":\"Bad request\"}";
  private static final String VERSION = "{\"code\":5,\"message\":\"Unsupported protocol version\"}";

  private EngineIoError() {}

  /** The error of a handshake; empty if its query opens a WebSocket of Engine.IO 4. */
  static Optional<String> of(UriQuery query) {
    if (!query.first("transport").orElse("").equals("websocket")) {
      return Optional.of(TRANSPORT_UNKNOWN);
    }
    if (query.contains("sid")) {
      return Optional.of(SESSION_UNKNOWN);
    }
    return query.first("EIO").orElse("").equals("4") ? Optional.empty() : Optional.of(VERSION);
  }

  /** The error of a request that is no WebSocket handshake. */
  static String withoutHandshake(UriQuery query) {
    return of(query).orElse(BAD_REQUEST);
  }
}
