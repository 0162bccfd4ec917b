/** Whether the gateway's parts can do their work. */
@NullMarked
package io.github.langfast2api.ports.health;

import org.jspecify.annotations.NullMarked;
