/** Whose key it is, and what its owner may ask for. */
@NullMarked
package io.github.langfast2api.ports.keys;

import org.jspecify.annotations.NullMarked;
