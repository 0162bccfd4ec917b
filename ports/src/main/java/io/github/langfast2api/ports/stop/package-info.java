/** Stop sequences for a backend that knows none. */
@NullMarked
package io.github.langfast2api.ports.stop;

import org.jspecify.annotations.NullMarked;
