/** Readiness of the gateway's parts. */
@NullMarked
package io.github.langfast2api.ports.health;

import org.jspecify.annotations.NullMarked;
