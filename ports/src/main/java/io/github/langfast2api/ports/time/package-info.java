/** Timeouts that are looked at by a sweep instead of a timer each. */
@NullMarked
package io.github.langfast2api.ports.time;

import org.jspecify.annotations.NullMarked;
