/** Wires the gateway: configuration in, a running server out. */
@NullMarked
package io.github.langfast2api.app;

import org.jspecify.annotations.NullMarked;
