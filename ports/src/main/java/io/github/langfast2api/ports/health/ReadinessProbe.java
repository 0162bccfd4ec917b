package io.github.langfast2api.ports.health;

import java.util.Optional;

/** Tells whether a part of the gateway can do its work now. Safe for any thread, and quick. */
@FunctionalInterface
public interface ReadinessProbe {

  /** Why the part cannot work, in a sentence for the operator; empty if it can. */
  Optional<String> notReadyReason();
}
