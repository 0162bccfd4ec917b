package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatFailure;
import java.util.Optional;

/** The Socket.IO server refused the namespace: packet type 4, connect error. */
final class ConnectRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient UpstreamError reason;

  /**
   * @param reason what the server said
   */
  ConnectRefusedException(UpstreamError reason) {
    super(reason.message());
    this.reason = reason;
  }

  /** The limit that the server speaks of, which no other session is to get round. */
  Optional<ChatFailure> limit() {
    return UpstreamLimits.of(reason, Optional.empty());
  }

  ChatFailure failure() {
    return limit()
        .orElseGet(
            () ->
                new ChatFailure.AccessRefused(
                    "LangFast's runner refuses the session: " + reason.message()));
  }
}
