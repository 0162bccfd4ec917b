package io.github.langfast2api.ports.health;

import java.util.Optional;

/** A readiness check of a part of the gateway. Safe for any thread; does not block. */
@FunctionalInterface
public interface ReadinessProbe {

  /** Why the part is not ready, in a sentence for the operator; empty if it is. */
  Optional<String> notReadyReason();
}
