/** How many answers are made at once, and how the gateway stops taking requests on. */
@NullMarked
package io.github.langfast2api.ports.admission;

import org.jspecify.annotations.NullMarked;
