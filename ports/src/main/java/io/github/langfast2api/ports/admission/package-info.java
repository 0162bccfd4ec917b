/** Admission control, with a queue that is bounded, and draining before the gateway stops. */
@NullMarked
package io.github.langfast2api.ports.admission;

import org.jspecify.annotations.NullMarked;
