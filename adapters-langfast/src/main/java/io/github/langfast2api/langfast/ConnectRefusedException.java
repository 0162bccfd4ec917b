package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatFailure;
import java.util.Optional;

/** A Socket.IO connect error: the server refuses the connection to the namespace. */
final class ConnectRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient UpstreamError reason;

  /**
   * @param reason the error that the packet carries
   */
  ConnectRefusedException(UpstreamError reason) {
    super(reason.message());
    this.reason = reason;
  }

  /** The rate limit or quota that the error names, which a new session must not evade. */
  Optional<ChatFailure> limit() {
    return UpstreamLimits.of(reason, Optional.empty());
  }

  /** The failure as the domain names it. */
  ChatFailure failure() {
    return limit()
        .orElseGet(
            () ->
                new ChatFailure.AccessRefused(
                    "LangFast's runner refuses the session: " + reason.message()));
  }
}
