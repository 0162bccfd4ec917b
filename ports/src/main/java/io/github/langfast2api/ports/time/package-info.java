/** Timeouts that a periodic sweep checks, in the place of a timer for each. */
@NullMarked
package io.github.langfast2api.ports.time;

import org.jspecify.annotations.NullMarked;
