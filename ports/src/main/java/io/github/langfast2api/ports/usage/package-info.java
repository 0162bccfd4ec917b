/** Token usage of answers, counted where a backend does not tell it. */
@NullMarked
package io.github.langfast2api.ports.usage;

import org.jspecify.annotations.NullMarked;
