/** Token usage of answers, counted here where a backend does not report it. */
@NullMarked
package io.github.langfast2api.ports.usage;

import org.jspecify.annotations.NullMarked;
